using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog;

/// <summary>What ConvLog's services share in a host: options, clock and logger.</summary>
internal static class HostSettings
{
    private static readonly ConvLogOptions s_defaults = new();

    public static ConvLogOptions Options(IServiceProvider provider) => provider.GetService<ConvLogOptions>() ?? s_defaults;

    public static TimeProvider Time(IServiceProvider provider) => Options(provider).TimeProvider ?? provider.GetService<TimeProvider>() ?? TimeProvider.System;

    public static ILogger Logger(IServiceProvider provider) => provider.GetService<ILoggerFactory>()?.CreateLogger("ConvLog") ?? NullLogger.Instance;
}
