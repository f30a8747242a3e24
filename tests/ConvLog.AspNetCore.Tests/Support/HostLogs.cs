using Microsoft.Extensions.Logging;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>The logs of the host from level Warning, and its logged requests.</summary>
internal static class HostLogs
{
    /// <summary>The category prefix of logged requests.</summary>
    public const string RequestLog = "Microsoft.AspNetCore.HttpLogging";

    private const string SecurityLog = "ConvLog.Security";

    /// <summary>Collects logs instead of writing them elsewhere.</summary>
    public static ILoggingBuilder CollectOnly(this ILoggingBuilder logging) => logging.ClearProviders().AddFakeLogging().AddFilter<FakeLoggerProvider>(
        static (category, level) => level >= LogLevel.Warning || category is SecurityLog || category!.StartsWith(RequestLog, StringComparison.Ordinal));

    extension(FakeLogCollector logs)
    {
        public IEnumerable<string> Lines => logs.GetSnapshot().Where(static line => line.Category is not SecurityLog)
            .Select(static line => $"{line.Category} {line.Message} {line.Exception}");

        /// <summary>The messages of the category <c>ConvLog.Security</c>.</summary>
        public IEnumerable<string> Security => logs.GetSnapshot().Where(static line => line.Category is SecurityLog).Select(static line => line.Message);

        /// <summary>Waits until a line contains a text. A client may see a closed connection before the server has logged the cause.</summary>
        public Task UntilLineAsync(string text)
            => Waiting.UntilAsync(() => logs.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)), $"a line holds \"{text}\"");
    }
}
