using ConvLog;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers ConvLog with a host.</summary>
public static class ConvLogServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IConversationFactory"/>, which opens conversations, <see cref="ConversationReader"/>, which reads them, <see cref="ConversationErasure"/>, which erases
    /// them, <see cref="ConversationRetention"/>, which lets them expire, and <see cref="ConversationTeam"/>, which keeps what is said of them. Entries go to the store and to every registered <see cref="ILogSink"/>. Without a store of the
    /// host's, conversations are kept in memory.
    /// </summary>
    /// <remarks>
    /// <c>conv.Log</c> never waits for a sink of the host's: each is called by a <see cref="BackgroundSink"/>, unless it says by <see cref="ILogSink.NeverWaits"/> that it
    /// needs none, as <see cref="StoreSink"/>, <see cref="InMemorySink"/>, <see cref="LoggerSink"/> and a BackgroundSink do. Disposing the host, with or without
    /// <c>await</c>, gives the sinks what is queued, for up to 9 seconds in all; what is pending then is logged.
    /// </remarks>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    /// <exception cref="InvalidOperationException">An environment variable of retention has a value that cannot be meant, or its options do not go together; see <see cref="RetentionOptions"/>.</exception>
    public static IServiceCollection AddConvLog(this IServiceCollection services, Action<ConvLogOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = new ConvLogOptions();
        configure?.Invoke(options);
        RetentionVariables.Apply(options.Retention, Environment.GetEnvironmentVariable);

        if (options.Store is not null)
        {
            services.AddSingleton(options.Store);
        }
        else if (options.StoreFactory is { } make)
        {
            services.AddSingleton(provider => make(LoggerOf(provider), TimeOf(provider, options)));
        }

        services.TryAddSingleton<IConversationStore>(provider => new InMemoryConversationStore(options.Privacy.Utterances == PrivacyClass.Personal, TimeOf(provider, options))
        {
            AllowAgentHandover = options.AllowAgentHandover,
        });
        services.TryAddSingleton(_ => BudgetOf(options));
        services.TryAddSingleton(provider => new StoreSink(
            provider.GetRequiredService<IConversationStore>(),
            (options.StoreSink ?? new StoreSinkOptions()).For(LoggerOf(provider), TimeOf(provider, options)),
            provider.GetRequiredService<DisposeBudget>()));
        services.TryAddSingleton(provider => SinksOf(provider, options));
        services.TryAddSingleton(provider => RetentionOf(provider, options));
        services.TryAddSingleton(provider => WatchOf(provider, options));
        services.TryAddSingleton<IConversationFactory>(provider =>
        {
            provider.GetRequiredService<ConversationRetention>();
            return new ConversationFactory(provider.GetRequiredService<HostSinks>().All, CaptureOf(provider, options), AgentsMayDiffer(options));
        });
        services.TryAddSingleton(provider =>
        {
            provider.GetRequiredService<ConversationRetention>();
            return new ConversationReader(provider.GetRequiredService<IConversationStore>(), ReadingOf(provider, options))
            {
                AccessLogWatch = provider.GetRequiredService<AccessLogWatch>(),
                StoreSinks = () => provider.GetRequiredService<HostSinks>().StoreSinks,
            };
        });
        services.TryAddSingleton(provider => new ConversationErasure(
            provider.GetRequiredService<IConversationStore>(), provider.GetRequiredService<StoreSink>(), TimeOf(provider, options)));
        services.TryAddSingleton(provider => new ConversationTeam(provider.GetRequiredService<IConversationStore>(), options.Limits, TimeOf(provider, options)));
        return services;
    }

    // A store that was not made with these options may let agents hand over: that is left to it then.
    private static bool AgentsMayDiffer(ConvLogOptions options) => options.AllowAgentHandover || options.StoreFactory is null || options.Store is not null;

    // Without a host that starts services, what is made first starts it.
    private static ConversationRetention RetentionOf(IServiceProvider provider, ConvLogOptions options)
    {
        var retention = new ConversationRetention(
            provider.GetRequiredService<IConversationStore>(), options.Retention, options.IdleTimeout, TimeOf(provider, options), LoggerOf(provider), provider.GetRequiredService<DisposeBudget>());
        retention.Start();
        return retention;
    }

    private static AccessLogWatch WatchOf(IServiceProvider provider, ConvLogOptions options)
    {
        var watch = new AccessLogWatch(provider.GetRequiredService<IConversationStore>(), TimeOf(provider, options), LoggerOf(provider));
        watch.Start();
        return watch;
    }

    private static HostSinks SinksOf(IServiceProvider provider, ConvLogOptions options)
    {
        var logger = LoggerOf(provider);
        List<ILogSink> sinks = [provider.GetRequiredService<StoreSink>(), .. provider.GetServices<ILogSink>(), .. options.Sinks];
        if (options.LogToLogger)
        {
            sinks.Add(new LoggerSink(logger));
        }

        return new HostSinks(sinks, logger, TimeOf(provider, options), provider.GetRequiredService<DisposeBudget>());
    }

    // By the system's clock, whatever the host's is: a container is killed by that.
    private static DisposeBudget BudgetOf(ConvLogOptions options)
        => new(options.StoreSink?.DisposeTimeout > DisposeBudget.Default ? options.StoreSink.DisposeTimeout : DisposeBudget.Default, TimeProvider.System);

    private static ConversationOptions CaptureOf(IServiceProvider provider, ConvLogOptions options) => new()
    {
        TimeProvider = TimeOf(provider, options),
        Limits = options.Limits,
        Logger = LoggerOf(provider),
        JsonTypes = options.JsonTypes,
        ReflectObjects = options.ReflectObjects,
        DisposeTimeout = options.DisposeTimeout,
        UtterancesArePersonal = options.Privacy.Utterances == PrivacyClass.Personal,
    };

    private static ConversationReaderOptions ReadingOf(IServiceProvider provider, ConvLogOptions options) => new()
    {
        Privacy = options.Privacy,
        TimeProvider = TimeOf(provider, options),
        IdleTimeout = options.IdleTimeout,
        CursorKey = options.CursorKey,
    };

    private static TimeProvider TimeOf(IServiceProvider provider, ConvLogOptions options) => options.TimeProvider ?? provider.GetService<TimeProvider>() ?? TimeProvider.System;

    private static ILogger LoggerOf(IServiceProvider provider) => provider.GetService<ILoggerFactory>()?.CreateLogger("ConvLog") ?? NullLogger.Instance;
}
