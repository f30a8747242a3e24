using System.Diagnostics.CodeAnalysis;
using ConvLog.Sinks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConvLog.Hosting;

/// <summary>Settings that ConvLog's services share in a host: options, clock and logger.</summary>
internal static class HostSettings
{
    /// <summary>The host's options, complete and valid.</summary>
    /// <exception cref="OptionsValidationException">They are not valid.</exception>
    public static ConvLogOptions Options(IServiceProvider provider) => provider.GetRequiredService<ConvLogOptions>();

    /// <summary>The options that <c>AddConvLog</c> sets; the first call also registers the services that complete them.</summary>
    public static ConvLogOptions Register(IServiceCollection services)
    {
        if (services.LastOrDefault(static service => service.ServiceType == typeof(RegisteredOptions))?.ImplementationInstance is RegisteredOptions known)
        {
            return known.Options;
        }

        var options = new ConvLogOptions();
        services.AddSingleton(new RegisteredOptions(options));
        services.AddSingleton<IOptionsFactory<ConvLogOptions>, ConvLogOptionsFactory>();
        services.AddOptions<ConvLogOptions>().ValidateOnStart();
        services.TryAddSingleton(static provider => provider.GetRequiredService<IOptions<ConvLogOptions>>().Value);
        return options;
    }

    /// <summary>
    /// Completes the options of a store with the section of the host's configuration, every <c>Configure</c>, every <c>PostConfigure</c>, and validation.
    /// </summary>
    /// <param name="provider">The host's services.</param>
    /// <param name="section">The section's path, such as "Sqlite".</param>
    /// <param name="options">The options as set by the program.</param>
    /// <exception cref="InvalidOperationException">A value is invalid.</exception>
    public static void Complete<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        IServiceProvider provider, string section, T options)
        where T : class
    {
        List<string> failures = [.. ConfiguredValues.Of(provider).Bind(section, options)];
        provider.GetServices<IConfigureOptions<T>>().Apply("", options);
        provider.GetServices<IPostConfigureOptions<T>>().Apply("", options);
        failures.AddRange(provider.GetServices<IValidateOptions<T>>().Failures("", options));
        if (failures.Count > 0)
        {
            throw new InvalidOperationException(string.Join(" ", failures));
        }
    }

    public static TimeProvider Time(IServiceProvider provider) => Time(Options(provider), provider);

    /// <summary>The clock, for components created before the options are complete.</summary>
    public static TimeProvider Time(ConvLogOptions options, IServiceProvider provider)
        => options.TimeProvider ?? provider.GetService<TimeProvider>() ?? TimeProvider.System;

    public static ILogger Logger(IServiceProvider provider) => provider.GetService<ILoggerFactory>()?.CreateLogger("ConvLog") ?? StandardErrorLogger.Instance;
}
