using System.Security.Claims;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.Records;

namespace ConvLog.AspNetCore;

/// <summary>
/// The options of <c>services.AddConvLogConsole(options => …)</c>. By default only visitors on this machine can read, in the Development environment and
/// without personal data.
/// </summary>
/// <remarks>
/// The section <c>ConvLog:Console</c> of the host's configuration follows, with the names of these properties (environment variables:
/// <c>ConvLog__Console__RequireAccessReason</c>), then <c>services.Configure&lt;ConvLogConsoleOptions&gt;(…)</c> and <c>PostConfigure</c>. Keys are
/// <c>ApiKeys:0:Key</c>, with <c>Name</c>, <c>CanReadPii</c> and <c>Permissions</c>. A wrong value keeps the host from starting; names that set nothing are
/// logged as a warning.
/// </remarks>
public sealed class ConvLogConsoleOptions
{
    /// <summary>The API keys; none by default.</summary>
    public ApiKeys ApiKeys { get; } = new();

    /// <summary>
    /// The name of the header in which programs send an API key; default <c>X-API-KEY</c>. Choose another if a gateway uses that header for keys of its own.
    /// </summary>
    /// <exception cref="ArgumentException">The value is not the name of a header, has more than 64 characters, or has another meaning, such as
    /// <c>Authorization</c>.</exception>
    public string ApiKeyHeader { get; set => field = HeaderName.Checked(nameof(ApiKeyHeader), value); } = ApiKey.DefaultHeader;

    /// <summary>
    /// The authorization policy that host users must meet to read; null (the default) grants access to API keys only. The host defines its policies in
    /// <c>AddAuthorization</c>; authentication schemes named by the policy authenticate the user, otherwise the user of the request counts. A user is
    /// identified by <see cref="SubjectClaim"/> and shown by <see cref="NameClaim"/>; a user without either is refused, and so is one whom the schemes do not
    /// all identify as the same user. A policy that throws grants nothing; if all policies together take more than 5 seconds, the user is refused. Live streams
    /// and exports evaluate all policies again every 5 seconds, with a new authentication, and end if the result differs.
    /// </summary>
    public string? ReadPolicy { get; set; }

    /// <summary>
    /// The claim with the name by which a host user is shown to all readers, in read marks, assignments, notes and the access log. Null (the default) for the
    /// name claim that the host's sign-in configures, else <c>name</c>, else <see cref="System.Security.Principal.IIdentity.Name"/>, else
    /// <c>preferred_username</c>, else the subject; of an e-mail address, as in ASP.NET Core Identity, only the part before the <c>@</c>.
    /// </summary>
    public string? NameClaim { get; set; }

    /// <summary>
    /// The claim that identifies a host user permanently, in the access log and for their own views. Null (the default) for <c>sub</c>, <c>nameidentifier</c>,
    /// <c>azp</c> or <c>client_id</c>, else the name. A user without the claim that is set here is refused.
    /// </summary>
    public string? SubjectClaim { get; set; }

    /// <summary>
    /// The path of this app at which its users sign out, such as <c>/Account/Logout</c>, without the path base; null (the default) for none. The console links
    /// to it where a host user is shown or refused.
    /// </summary>
    /// <exception cref="ArgumentException">The value does not start with one slash, or is not a valid path.</exception>
    public string? SignOutPath { get; set => field = HostPath.Checked(nameof(SignOutPath), value); }

    /// <summary>
    /// The policy that users must meet, in addition to <see cref="ReadPolicy"/>, to view personal data; null (the default) for nobody. Authentication schemes
    /// named by the policy, such as one of a second factor, authenticate the user for this policy, and must all identify the user who meets
    /// <see cref="ReadPolicy"/>: a second sign-in that identifies another user, or nobody, grants nothing. A policy that names no scheme is evaluated for the
    /// user who meets <see cref="ReadPolicy"/>.
    /// </summary>
    public string? ReadPiiPolicy { get; set; }

    /// <summary>
    /// The policy that users must meet, in addition to <see cref="ReadPolicy"/>, to rate turns, write notes and improved answers, mark conversations as read
    /// and silence alerts; null (the default) for nobody. Its authentication schemes are handled as those of <see cref="ReadPiiPolicy"/>.
    /// </summary>
    public string? AnnotatePolicy { get; set; }

    /// <summary>
    /// The policy that users must meet, in addition to <see cref="ReadPolicy"/>, to erase data, place legal holds, run retention and read the access log; null
    /// (the default) for nobody. Its authentication schemes are handled as those of <see cref="ReadPiiPolicy"/>.
    /// </summary>
    public string? ManagePolicy { get; set; }

    /// <summary>
    /// Returns the conversations that a host user can access; null (the default) for all. If it throws, returns null or takes more than 5 seconds, the user can
    /// access nothing. Not used for API keys, which have their own scope.
    /// </summary>
    public Func<ClaimsPrincipal, ConversationScope?>? ScopeOf { get; set; }

    /// <summary>
    /// The maximum number of searches and of lists of ratings and improved answers per reader and minute, from 1; default 120. Further requests are rejected
    /// with 429 and <c>Retry-After</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int SearchesPerMinute { get; set => field = AtLeastOne(nameof(SearchesPerMinute), value); } = 120;

    /// <summary>
    /// The maximum number of exports per reader and minute, from 1; default 10. Further requests are rejected with 429 and <c>Retry-After</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int ExportsPerMinute { get; set => field = AtLeastOne(nameof(ExportsPerMinute), value); } = 10;

    /// <summary>
    /// Whether CSV files begin with a byte order mark; default true. Spreadsheets need it to read them as UTF-8; set it to false for programs that take it for
    /// a part of the first column's name.
    /// </summary>
    public bool CsvByteOrderMark { get; set; } = true;

    /// <summary>
    /// Whether a text in a CSV file that a spreadsheet would run as a formula gets an apostrophe before it; default true. Set it to false only if all files go
    /// to programs, such as those that train models, and nobody opens them in a spreadsheet.
    /// </summary>
    public bool CsvEscapesFormulas { get; set; } = true;

    /// <summary>
    /// Whether answers of the compatible API have the documented members only, for clients that refuse others; default false. Left out are then outcomes, types
    /// of errors and parents of function calls, errors, model calls and logs of turns, logs of the conversation, API responses, and the list of losses.
    /// </summary>
    public bool CompatibleMembersOnly { get; set; }

    /// <summary>The maximum number of open live streams, from 1; default 1,000. Further requests are rejected with 429 and <c>Retry-After</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int LiveStreams { get; set => field = AtLeastOne(nameof(LiveStreams), value); } = 1_000;

    /// <summary>
    /// The maximum number of open live streams per reader, from 1; default 200. Further requests are rejected with 429 and <c>Retry-After</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int LiveStreamsPerReader { get; set => field = AtLeastOne(nameof(LiveStreamsPerReader), value); } = 200;

    /// <summary>
    /// Whether readers must give a reason for access to personal data; default false. If true, a page reveals personal data only after a reason was given, and
    /// an API request without the header <c>X-Access-Reason</c> is handled as one of a reader without the permission, including exports and live streams. The
    /// reason is recorded in the access log: one line of at most 200 characters; longer reasons are truncated.
    /// </summary>
    public bool RequireAccessReason { get; set; }

    /// <summary>
    /// Whether visitors on this machine can read without a key and without personal data: requests from a loopback address to a loopback name, without headers
    /// of a proxy. Null (the default): only in the Development environment, and only without an API key and <see cref="ReadPolicy"/>. True: the pages and
    /// their files always, the API only without an API key and <see cref="ReadPolicy"/>. False: never. Never set it to true behind a reverse proxy on the same
    /// machine: every visitor then appears to be on this machine.
    /// </summary>
    public bool? AllowLoopback { get; set; }

    /// <summary>The path of the pages, such as <c>/convlog</c> (the default) or <c>/</c>. The API is always at <c>/convlog/v1</c> and <c>/v1</c>. Both are
    /// below the prefix of the group that they are mapped in.</summary>
    /// <exception cref="ArgumentException">The value does not start with a slash, or contains characters other than letters, digits and <c>- . _ ~
    /// /</c>.</exception>
    public string BasePath { get; set => field = ConsoleBasePath.Checked(value); } = "/convlog";

    /// <summary>
    /// The address of a trace in your tracing tool, such as <c>https://traces.example/trace/{traceId}</c>, which may contain <c>{spanId}</c> too; null (the
    /// default) for none. The review page then links each function call, model call and API response that was traced to its trace.
    /// </summary>
    /// <exception cref="ArgumentException">The value is not an http or https address, or lacks <c>{traceId}</c>.</exception>
    public string? TraceUrl { get; set => field = Http.TraceUrl.Checked(value); }

    /// <summary>
    /// The http or https address to which notifications of alerts are posted as JSON; null (the default) for none. They contain the rule's name, its state and
    /// numbers. The address may contain a secret: it is not logged. Redirects are not followed. The HTTP client is the named client <c>ConvLogAlerts</c>, to
    /// which handlers are added after <c>AddConvLogConsole</c>; those of <c>ConfigureHttpClientDefaults</c> are not part of it.
    /// </summary>
    /// <exception cref="ArgumentException">The value is not an absolute http or https address, or contains a user name.</exception>
    public string? AlertWebhook { get; set => field = WebAddress.Checked(nameof(AlertWebhook), value); }

    /// <summary>
    /// The address of this app for its users, with its path base, such as <c>https://support.example</c>, for links to the console in notifications of alerts;
    /// null (the default) for no links. The prefix of the group that the console is mapped in is added; if it has route parameters, there are no links.
    /// </summary>
    /// <exception cref="ArgumentException">The value is not an absolute http or https address, or contains a user name.</exception>
    public string? PublicAddress { get; set => field = WebAddress.Checked(nameof(PublicAddress), value)?.TrimEnd('/'); }

    /// <summary>The policy that grants users a permission; null if none does.</summary>
    /// <param name="permission">One or more permissions; of several, the most restricted one counts.</param>
    internal string? PolicyOf(ConvLogPermissions permission) => permission switch
    {
        _ when permission.HasFlag(ConvLogPermissions.Manage) => ManagePolicy,
        _ when permission.HasFlag(ConvLogPermissions.ReadPii) => ReadPiiPolicy,
        _ when permission.HasFlag(ConvLogPermissions.Annotate) => AnnotatePolicy,
        _ => ReadPolicy,
    };

    private static int AtLeastOne(string name, int value)
        => value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"ConvLogConsoleOptions.{name} must be 1 or more.");
}
