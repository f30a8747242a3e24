using ConvLog.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.Extensions.Logging;

/// <summary>The options as the program sets them, and whether a host's logger factory ever asked for the provider.</summary>
/// <param name="options">The options.</param>
internal sealed partial class LoggerRegistration(ConversationLoggerOptions options)
{
    private volatile bool _isHanded;

    public ConversationLoggerOptions Options { get; set; } = options;

    /// <summary>Makes the provider of a host, whose configuration is read then: a factory that writes to providers asks for them when it is made.</summary>
    /// <exception cref="InvalidOperationException">A value of the configuration is wrong.</exception>
    public ILoggerProvider Hand(IServiceProvider services)
    {
        _isHanded = true;
        var complete = Options.Copy();
        HostSettings.Complete(services, "Logging", complete);
        return new ConversationLoggerProvider(complete);
    }

    /// <summary>At the host's start: warns where the factory does not write to providers. Always true, since a host without these entries works.</summary>
    public bool Check(Start start, IServiceProvider services)
    {
        if (services.GetService<ILoggerFactory>() is { } factory && !_isHanded)
        {
            ReportLeftOut(factory.CreateLogger("ConvLog"), factory.GetType().FullName);
        }

        return true;
    }

    [LoggerMessage(
        65,
        LogLevel.Warning,
        "{Factory} writes to no ILoggerProvider, so that nothing that is logged with ILogger becomes an entry of a conversation, although AddConvLog() was called on "
            + "logging. Serilog: AddSerilog(…, writeToProviders: true), or UseSerilog(…, writeToProviders: true).")]
    private static partial void ReportLeftOut(ILogger logger, string? factory);

    /// <summary>Nothing to set: validating it at the host's start is when <see cref="Check"/> is called.</summary>
    internal sealed class Start;
}
