using ConvLog.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.Extensions.Logging;

/// <summary>The program's options, and whether a host's logger factory has requested the provider.</summary>
/// <param name="options">The options.</param>
internal sealed partial class LoggerRegistration(ConversationLoggerOptions options)
{
    private volatile bool _isCreated;

    public ConversationLoggerOptions Options { get; set; } = options;

    /// <summary>Creates a host's provider and reads its configuration. A factory that writes to providers requests them when it is created.</summary>
    /// <exception cref="InvalidOperationException">A value of the configuration is not valid.</exception>
    public ILoggerProvider CreateProvider(IServiceProvider services)
    {
        _isCreated = true;
        var complete = Options.Copy();
        HostSettings.Complete(services, "Logging", complete);
        return new ConversationLoggerProvider(complete);
    }

    /// <summary>Called at the host's start: warns if the factory does not write to providers. Always true, since the host can run without these
    /// entries.</summary>
    public bool Check(Start start, IServiceProvider services)
    {
        if (services.GetService<ILoggerFactory>() is { } factory && !_isCreated)
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

    /// <summary>Empty options: validating them at the host's start calls <see cref="Check"/>.</summary>
    internal sealed class Start;
}
