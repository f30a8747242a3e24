using ConvLog.AspNetCore.Http;

namespace ConvLog.AspNetCore;

/// <summary>What a host sets with <c>services.AddConvLogConsole(options => …)</c>. Nothing set means: the console reads without personal data, for visitors on this machine only.</summary>
public sealed class ConvLogConsoleOptions
{
    /// <summary>The keys of those who may read. Default none.</summary>
    public ApiKeys ApiKeys { get; } = new();

    /// <summary>
    /// Whether a visitor on this machine reads without a key and without personal data: the pages always, the API only as long as there is no key at all. Such a visitor
    /// comes from a loopback address to a loopback name, through no proxy. Default true; set it to false where other users of the machine must not read.
    /// </summary>
    public bool AllowLoopback { get; set; } = true;

    /// <summary>Where the pages are: a path such as <c>/convlog</c>, which is the default, or <c>/</c>. The API is always at <c>/v1</c>.</summary>
    /// <exception cref="ArgumentException">It does not begin with a slash, or holds something other than letters, digits and <c>- . _ ~ /</c>.</exception>
    public string BasePath { get; set => field = ConsoleBasePath.Checked(value); } = "/convlog";
}
