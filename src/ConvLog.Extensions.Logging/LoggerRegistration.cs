using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.Extensions.Logging;

/// <summary>The provider as one host has it, and whether the host's logger factory ever asked for it.</summary>
/// <param name="provider">The provider.</param>
internal sealed partial class LoggerRegistration(ILoggerProvider provider)
{
    private volatile bool _isHanded;

    public ILoggerProvider Provider { get; set; } = provider;

    /// <summary>Hands out the provider: a factory that writes to providers asks for them when it is made.</summary>
    public ILoggerProvider Hand(IServiceProvider services)
    {
        _isHanded = true;
        return Provider;
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
