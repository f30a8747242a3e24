using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Hosting;

/// <summary>What ConvLog's services share in a host: options, clock and logger.</summary>
internal static class HostSettings
{
    public static ConvLogOptions Options(IServiceProvider provider) => provider.GetRequiredService<ConvLogOptions>();

    /// <summary>The options that <c>AddConvLog</c> registered; null where it was not called yet.</summary>
    public static ConvLogOptions? Given(IServiceCollection services)
        => services.LastOrDefault(static service => service.ServiceType == typeof(ConvLogOptions))?.ImplementationInstance as ConvLogOptions;

    public static TimeProvider Time(IServiceProvider provider) => Options(provider).TimeProvider ?? provider.GetService<TimeProvider>() ?? TimeProvider.System;

    public static ILogger Logger(IServiceProvider provider) => provider.GetService<ILoggerFactory>()?.CreateLogger("ConvLog") ?? NullLogger.Instance;
}
