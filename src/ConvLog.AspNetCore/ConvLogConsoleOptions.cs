using System.Security.Claims;
using ConvLog.AspNetCore.Http;
using ConvLog.Records;

namespace ConvLog.AspNetCore;

/// <summary>What a host sets with <c>services.AddConvLogConsole(options => …)</c>. Nothing set means that nobody reads, but for visitors on this machine in the Development environment, without personal data.</summary>
public sealed class ConvLogConsoleOptions
{
    /// <summary>The keys of those who may read. Default none.</summary>
    public ApiKeys ApiKeys { get; } = new();

    /// <summary>
    /// The authorization policy that a user of the host must meet to read; null, which is the default, for none: then only keys open anything. The host names its policies in
    /// <c>AddAuthorization</c> and authenticates by any scheme; a policy that names schemes is asked with those. A user is known by the claim
    /// <c>sub</c>, <c>nameidentifier</c> or <c>client_id</c> and shown by name; one who has none of them is known by name, and one who has no name either is refused. A policy that throws, or takes more than 5 seconds, permits nothing.
    /// </summary>
    public string? ReadPolicy { get; set; }

    /// <summary>The policy that a user who may read must meet to see personal data; null, which is the default, for nobody.</summary>
    public string? ReadPiiPolicy { get; set; }

    /// <summary>The policy that a user who may read must meet to rate turns, write notes and improved answers and mark conversations as read; null, which is the default, for nobody.</summary>
    public string? AnnotatePolicy { get; set; }

    /// <summary>The policy that a user who may read must meet to erase, place legal holds, run retention and read the access log; null, which is the default, for nobody.</summary>
    public string? ManagePolicy { get; set; }

    /// <summary>
    /// Whose conversations a user of the host reads; null, which is the default, for all. Where it throws, gives null, or takes more than 5 seconds, the user reads nothing.
    /// Not used for keys, which have a scope of their own.
    /// </summary>
    public Func<ClaimsPrincipal, ConversationScope?>? ScopeOf { get; set; }

    /// <summary>How many searches one reader may begin within a minute, from 1; default 120. One more is answered with 429 and when to try again.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int SearchesPerMinute { get; set => field = AtLeastOne(nameof(SearchesPerMinute), value); } = 120;

    /// <summary>How many exports one reader may begin within a minute, from 1; default 10. One more is answered with 429 and when to try again.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int ExportsPerMinute { get; set => field = AtLeastOne(nameof(ExportsPerMinute), value); } = 10;

    /// <summary>How many live streams there may be at once, from 1; default 1,000. One more is answered with 429 and when to try again.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int LiveStreams { get; set => field = AtLeastOne(nameof(LiveStreams), value); } = 1_000;

    /// <summary>How many live streams one reader may have at once, from 1; default 200. One more is answered with 429 and when to try again.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int LiveStreamsPerReader { get; set => field = AtLeastOne(nameof(LiveStreamsPerReader), value); } = 200;

    /// <summary>
    /// Whether who reads personal data must say why; default false. Then a page reveals it only to whoever gives a reason, and an API request without the header
    /// <c>X-Access-Reason</c> is served as one of a reader without the permission, exports and live streams too. The reason goes into the access log: one line of at most
    /// 200 characters, longer ones are cut.
    /// </summary>
    public bool RequireAccessReason { get; set; }

    /// <summary>
    /// Whether visitors on this machine read without a key and without personal data: those who come from a loopback address to a loopback name, through nothing that says it is a proxy.
    /// Null, which is the default: in the Development environment only, and not once there is a key or <see cref="ReadPolicy"/>. True: the pages always, the API as long as there is neither a key nor
    /// <see cref="ReadPolicy"/>. False: never. Never set it to true behind a reverse proxy on the same machine, which makes every visitor one of this machine.
    /// </summary>
    public bool? AllowLoopback { get; set; }

    /// <summary>Where the pages are: a path such as <c>/convlog</c>, which is the default, or <c>/</c>. The API is always at <c>/v1</c>.</summary>
    /// <exception cref="ArgumentException">It does not begin with a slash, or holds something other than letters, digits and <c>- . _ ~ /</c>.</exception>
    public string BasePath { get; set => field = ConsoleBasePath.Checked(value); } = "/convlog";

    private static int AtLeastOne(string name, int value)
        => value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"ConvLogConsoleOptions.{name} must be 1 or more.");
}
