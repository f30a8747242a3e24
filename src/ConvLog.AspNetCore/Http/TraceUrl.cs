using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Http;

/// <summary>
/// The address of a trace in the host's tracing tool, from a template with <c>{traceId}</c> and optionally <c>{spanId}</c>.
/// </summary>
internal static partial class TraceUrl
{
    private const string Trace = "{traceId}";
    private const string Span = "{spanId}";

    public static string? Checked(string? template)
    {
        if (template is null)
        {
            return null;
        }

        string example = Replaced(template, "0", "0");
        bool isAddress = template.Contains(Trace, StringComparison.Ordinal)
            && !Placeholder().IsMatch(example)
            && Uri.TryCreate(example, UriKind.Absolute, out var address)
            && address.Scheme is "https" or "http";
        return isAddress
            ? template
            : throw new ArgumentException(
                "ConvLogConsoleOptions.TraceUrl must be an http or https address with {traceId}, and with {spanId} if you like, such as "
                    + $"\"https://traces.example/trace/{{traceId}}\"; not \"{template}\".",
                nameof(template));
    }

    /// <summary>The address; null without a template or a trace ID.</summary>
    /// <param name="template">A template that <see cref="Checked"/> has accepted; null for none.</param>
    /// <param name="traceId">The trace ID.</param>
    /// <param name="spanId">The span ID; null counts as empty.</param>
    public static string? Of(string? template, string? traceId, string? spanId)
        => template is null || string.IsNullOrEmpty(traceId) ? null : Replaced(template, Uri.EscapeDataString(traceId), Uri.EscapeDataString(spanId ?? ""));

    // JSON in a query is not a placeholder.
    [GeneratedRegex(@"\{\w*\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Placeholder();

    private static string Replaced(string template, string traceId, string spanId)
        => template.Replace(Trace, traceId, StringComparison.Ordinal).Replace(Span, spanId, StringComparison.Ordinal);
}
