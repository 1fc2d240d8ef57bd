<?php
/*
 * Installs the WordPress of wordpress.sh: the tables, acme and the customers,
 * one post.  Writes to the folder in the environment's REAL_OUT an
 * application password per user (USER.password, mode 0600) and the number of
 * the post (post).
 */
umask(077);
$_SERVER['HTTP_HOST'] = 'blog.test';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD'] = 'GET';
define('WP_INSTALLING', true);

// There is nobody to mail.
function
wp_mail(...$args)
{
	return true;
}

require '/usr/share/wordpress/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

$out = getenv('REAL_OUT');
$ids = [];
$done = wp_install('Acme Shop', 'acme', 'acme@shop.test', true, '',
    wp_slash(bin2hex(random_bytes(16))));
$ids['acme'] = $done['user_id'];
update_option('permalink_structure',
    '/%year%/%monthnum%/%day%/%postname%/');
update_option('comment_moderation', 0);
update_option('comment_previously_approved', 0);
update_option('thread_comments', 1);

// What every new WordPress comes with: a post, and a comment on it.
wp_delete_post(1, true);

foreach (['jane', 'bob', 'carla', 'dora'] as $name) {
	$ids[$name] = wp_insert_user([
		'user_login' => $name,
		'user_pass' => bin2hex(random_bytes(16)),
		'user_email' => "$name@customer.test",
		'display_name' => ucfirst($name),
		'role' => 'subscriber',
	]);
}
foreach ($ids as $name => $id) {
	if (is_wp_error($id))
		exit(1);
	$made = WP_Application_Passwords::create_new_application_password(
	    $id, ['name' => 'tests']);
	if (is_wp_error($made))
		exit(1);
	file_put_contents("$out/$name.password", $made[0]);
}
$post = wp_insert_post([
	'post_author' => $ids['acme'],
	'post_title' => 'New kettles',
	'post_content' => 'The blue kettle is here.',
	'post_status' => 'publish',
	'comment_status' => 'open',
], true);
if (is_wp_error($post))
	exit(1);
file_put_contents("$out/post", $post);
flush_rewrite_rules(true);
