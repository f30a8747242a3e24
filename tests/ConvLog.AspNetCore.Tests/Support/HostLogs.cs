using Microsoft.Extensions.Logging;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>What the host's own logs say, from warnings on, and the requests that it logs.</summary>
internal static class HostLogs
{
    /// <summary>What the category of logged requests begins with.</summary>
    public const string RequestLog = "Microsoft.AspNetCore.HttpLogging";

    private const string SecurityLog = "ConvLog.Security";

    /// <summary>Collects them, and sends them nowhere else.</summary>
    public static ILoggingBuilder CollectOnly(this ILoggingBuilder logging) => logging.ClearProviders().AddFakeLogging().AddFilter<FakeLoggerProvider>(
        static (category, level) => level >= LogLevel.Warning || category is SecurityLog || category!.StartsWith(RequestLog, StringComparison.Ordinal));

    extension(FakeLogCollector logs)
    {
        public IEnumerable<string> Lines => logs.GetSnapshot().Where(static line => line.Category is not SecurityLog)
            .Select(static line => $"{line.Category} {line.Message} {line.Exception}");

        /// <summary>The messages of the category <c>ConvLog.Security</c>.</summary>
        public IEnumerable<string> Security => logs.GetSnapshot().Where(static line => line.Category is SecurityLog).Select(static line => line.Message);

        /// <summary>Waits until a line holds a text: a client may see its connection break off before the server has said why.</summary>
        public Task UntilLineAsync(string text)
            => Waiting.UntilAsync(() => logs.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)), $"a line holds \"{text}\"");
    }
}
