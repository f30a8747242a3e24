using System.Text.RegularExpressions;
using ConvLog.AspNetCore.Access;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Http;

/// <summary>
/// The health data that is disclosed: paths and the state of keys, the access log and retention only to readers who can manage everything; others see which
/// parts are unhealthy.
/// </summary>
internal static partial class RedactedHealth
{
    private const string Keys = "keys";
    private const string AccessLog = "access-log";
    private const string Retention = "retention";

    private static readonly Dictionary<string, double> s_none = new(StringComparer.Ordinal);

    /// <summary>The health for a manager.</summary>
    /// <param name="health">The health of the store.</param>
    /// <param name="options">The API keys to check.</param>
    /// <param name="local">Whether it is a developer's machine, which may have short keys.</param>
    public static StoreHealth ForManager(StoreHealth health, ConvLogConsoleOptions options, LocalAccess local)
    {
        int count = local.IsDevelopment ? 0 : options.ApiKeys.ShortKeys;
        return count == 0 ? health : new StoreHealth([.. health.Parts, ShortKeys(count)]);
    }

    /// <summary>The health for all other readers.</summary>
    public static StoreHealth ForReader(StoreHealth health) => new([.. health.Parts.Select(Redact)]);

    // Only a note: short keys do not make the host unhealthy.
    private static HealthPart ShortKeys(int count) => new(
        "access",
        StoreHealthStatus.Healthy,
        $"API keys of fewer than {ApiKey.ShortestSafe} characters can be guessed. Generate keys with ApiKeys.Generate().",
        new Dictionary<string, double>(StringComparer.Ordinal) { ["short_keys"] = count });

    private static HealthPart Redact(HealthPart part) => part.Name switch
    {
        Keys => part with { Message = KeysMessage(part.Status), Figures = s_none },
        AccessLog => part with { Message = AccessLogMessage(part.Status), Figures = s_none },
        Retention => part with { Message = RetentionMessage(part.Status), Figures = s_none },
        _ => part with { Message = Path().Replace(part.Message, static match => $"\"{match.Groups["name"].Value}\"") },
    };

    // The amount of other users' reads is only for readers of the access log.
    private static string AccessLogMessage(StoreHealthStatus status)
        => status == StoreHealthStatus.Healthy
            ? "It works." : "The access log was changed or could not be verified. Readers with Manage for all conversations see the cause.";

    // The number of conversations is only for those who can read all of them.
    private static string RetentionMessage(StoreHealthStatus status)
        => status == StoreHealthStatus.Healthy
            ? "It works."
            : "The safety limit stopped the scheduled retention run; expired data is kept. Check the clock and the retention settings. If they are right, "
                + "confirm the run on the console's Privacy page. Readers with Manage for all conversations see the numbers.";

    private static string KeysMessage(StoreHealthStatus status)
        => status == StoreHealthStatus.Healthy
            ? "It works." : "Personal data cannot be read or written. Readers with Manage for all conversations see the cause.";

    // Messages have paths in quotes.
    [GeneratedRegex("\"[^\"]*[/\\\\](?<name>[^\"/\\\\]*)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Path();
}
