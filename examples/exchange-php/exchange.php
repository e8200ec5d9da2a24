<?php
/**
 * The exchange in PHP 8 with curl: the page of POST /portal/xinqiao-session.
 *
 * XINQIAO_URL=https://xinqiao.example.edu.cn XINQIAO_SECRET_KEY=xq_sk_… PORTAL_ORIGIN=https://portal.example.edu.cn
 *
 * `$_SESSION['xinqiao_user']` and `['xinqiao_role']` are what your CAS client (phpCAS) or OAuth2 client stores at sign-in.
 */
declare(strict_types=1);

session_start();
header('Content-Type: application/json');
header('Cache-Control: no-store');

function answer(int $status, mixed $body): never
{
    http_response_code($status);
    echo is_string($body) ? $body : json_encode($body, JSON_THROW_ON_ERROR);
    exit();
}

$origin = getenv('PORTAL_ORIGIN');
if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
    answer(405, ['error' => 'use POST']);
}
if (($_SERVER['HTTP_ORIGIN'] ?? '') !== $origin) {
    answer(403, ['error' => 'not a page of this portal']);
}
if (!isset($_SESSION['xinqiao_user'], $_SESSION['xinqiao_role'])) {
    answer(401, ['error' => 'nobody is signed in']);
}
// Or this person's other pages wait for the service as well.
session_write_close();

$request = curl_init(rtrim((string) getenv('XINQIAO_URL'), '/') . '/v1/embed-sessions');
curl_setopt_array($request, [
    CURLOPT_POST => true,
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_FOLLOWLOCATION => false,
    CURLOPT_TIMEOUT => 10,
    CURLOPT_HTTPHEADER => [
        'Authorization: Bearer ' . getenv('XINQIAO_SECRET_KEY'),
        'Content-Type: application/json',
        'Idempotency-Key: ' . bin2hex(random_bytes(16)),
    ],
    CURLOPT_POSTFIELDS => json_encode(
        [
            'userId' => $_SESSION['xinqiao_user'],
            'role' => $_SESSION['xinqiao_role'],
            'origin' => $origin,
            'components' => ['xq-assignments', 'xq-consent', 'xq-questionnaire'],
        ],
        JSON_THROW_ON_ERROR,
    ),
]);
$body = curl_exec($request);
$status = curl_getinfo($request, CURLINFO_RESPONSE_CODE);
if ($body === false) {
    answer(503, ['error' => 'the service cannot be reached']);
}
// 403: no such person in this role. Everything else is ours to mend: a wrong key, a wrong origin.
match ($status) {
    201 => answer(201, $body),
    403 => answer(403, ['error' => 'no session for this person']),
    default => answer(502, ['error' => 'no session', 'status' => $status]),
};
