using ConvLog.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConvLog.Storage;

/// <summary>
/// Warns about unknown names in the configuration section "ConvLog", where no server does so at its start. Validation is the last step of making the host's
/// options: those of the store and of the loggers have been read.
/// </summary>
internal sealed partial class UnreadConfiguration(IServiceProvider provider) : IValidateOptions<ConvLogOptions>
{
    public ValidateOptionsResult Validate(string? name, ConvLogOptions options)
    {
        var logger = HostSettings.Logger(provider);
        if (string.IsNullOrEmpty(name) && !StorageServices.OpensLater(provider) && ConfiguredValues.Of(provider).Unread is { Count: > 0 } unread)
        {
            LogUnread(logger, string.Join(", ", unread));
        }

        return ValidateOptionsResult.Skip;
    }

    [LoggerMessage(EventId = 80, EventName = "ConvLogUnknownConfiguration", Level = LogLevel.Warning,
        Message = "The configuration has values that set nothing: {Names}. No option has that name, or code sets it, or its package is not in use.")]
    private static partial void LogUnread(ILogger logger, string names);
}
