using System.Reflection;
using ConvLog.Hosting;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Sinks;
using ConvLog.Storage.Access;
using ConvLog.Storage.Alerts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.Storage;

/// <summary>Creates the services of storage from a host's options.</summary>
internal static class StorageServices
{
    // The tool with which a build reads an app's endpoints: it builds and starts the host in the project's folder.
    private static readonly bool s_isDocumentTool =
        string.Equals(Assembly.GetEntryAssembly()?.GetName().Name, "GetDocument.Insider", StringComparison.Ordinal);

    /// <summary>Whether a store is opened on first use: a server opens it after it has started, and a tool that only reads endpoints must not.</summary>
    public static bool OpensLater(IServiceProvider provider) => s_isDocumentTool || provider.GetService<WhenServerStarted>() is not null;

    /// <summary>The section "ConvLog" of the host's configuration; empty if it has none.</summary>
    public static ConfiguredValues Configuration(IServiceProvider provider)
        => new(provider.GetService<IConfiguration>()?.GetSection(ConfiguredValues.Section).AsEnumerable(makePathsRelative: true) ?? []);

    /// <summary>The store chosen by the host's options, otherwise one in memory.</summary>
    public static IConversationStore ChosenStore(IServiceProvider provider)
    {
        var options = Options(provider);
        return options.Store
            ?? (options.StorePlan ?? options.StorePlanner?.Invoke(HostSettings.Options(provider), provider))?.Open(provider)
            ?? InMemoryStore(provider);
    }

    public static IConversationStore InMemoryStore(IServiceProvider provider)
    {
        var options = HostSettings.Options(provider);
        return new InMemoryConversationStore(options.Privacy.Utterances == PrivacyClass.Personal,
            HostSettings.Time(provider)) { AllowAgentHandover = options.AllowAgentHandover };
    }

    // Uses the system clock, whatever the host's clock is, since an orchestrator kills containers by real time.
    public static DisposeBudget Budget(IServiceProvider provider)
    {
        var most = HostSettings.Options(provider).StopTimeout;
        return new DisposeBudget(Options(provider).StoreSink?.SetDisposeTimeout is { } longer && longer > most ? longer : most, TimeProvider.System);
    }

    /// <summary>The time that <c>ConvLogOptions.StopTimeout</c> leaves after the sinks have used their share; null outside a host.</summary>
    public static Func<TimeSpan>? TimeToClose(IServiceProvider provider)
        => provider.GetService<DisposeBudget>() is { } budget ? () => budget.Share(TimeSpan.MaxValue) : null;

    public static StoreSink Sink(IServiceProvider provider) => new(
        Store(provider),
        (Options(provider).StoreSink ?? new StoreSinkOptions())
            .For(HostSettings.Logger(provider), HostSettings.Time(provider), HostSettings.Options(provider).MaximumWait),
            provider.GetRequiredService<DisposeBudget>());

    // Without a server, retention starts with the first conversation or reader.
    public static StoreSink StartedSink(IServiceProvider provider)
    {
        provider.GetRequiredService<ConversationRetention>();
        return provider.GetRequiredService<StoreSink>();
    }

    public static ConversationRetention Retention(IServiceProvider provider)
    {
        var retention = new ConversationRetention(
            Store(provider),
            Options(provider).Retention,
            HostSettings.Options(provider).IdleTimeout,
            HostSettings.Time(provider),
            HostSettings.Logger(provider),
            provider.GetRequiredService<DisposeBudget>());
        WhenStarted(provider, retention.Start);
        return retention;
    }

    public static AccessLogWatch Watch(IServiceProvider provider)
    {
        var watch = new AccessLogWatch(Store(provider), HostSettings.Time(provider), HostSettings.Logger(provider));
        WhenStarted(provider, watch.Start);
        return watch;
    }

    public static ConversationReader Reader(IServiceProvider provider)
    {
        var retention = provider.GetRequiredService<ConversationRetention>();
        var host = HostSettings.Options(provider);
        var options = new ConversationReaderOptions
        {
            Privacy = host.Privacy,
            TimeProvider = HostSettings.Time(provider),
            IdleTimeout = host.IdleTimeout,
            MaximumWait = host.MaximumWait,
            CursorKey = Options(provider).CursorKey,
        };
        return new ConversationReader(Store(provider), options)
        {
            AccessLogWatch = provider.GetRequiredService<AccessLogWatch>(),
            StoreSinks = () => StoreSinks(provider),
            Retention = retention,
            AlertsPart = () => provider.GetRequiredService<ConversationAlerts>().Part(),
        };
    }

    public static ConversationAlerts Alerts(IServiceProvider provider)
    {
        var meter = new AlertMeter(provider.GetRequiredService<ConversationReader>(), () => StoreSinks(provider).Sum(static sink => sink.Drops.Values.Sum()));
        var time = HostSettings.Time(provider);
        var states = Store(provider) is ITeamDocumentStore documents ? new AlertDocuments(documents, time) : null;

        // A separate category, so that a host with other notifications can exclude it from its log.
        var logger = provider.GetService<ILoggerFactory>()?.CreateLogger("ConvLog.Alerts") ?? HostSettings.Logger(provider);
        return new ConversationAlerts(Options(provider).Alerts, states, meter, provider.GetServices<IAlertReceiver>(), time, logger);
    }

    public static ConversationErasure Erasure(IServiceProvider provider)
        => new(Store(provider), provider.GetRequiredService<StoreSink>(), HostSettings.Time(provider));

    public static ConversationTeam Team(IServiceProvider provider)
    {
        var options = HostSettings.Options(provider);
        return new ConversationTeam(
            Store(provider), options.Limits, new ScoreRules([.. options.Scores], [.. options.FeedbackReasons]), HostSettings.Time(provider));
    }

    private static void WhenStarted(IServiceProvider provider, Action start)
    {
        if (provider.GetService<WhenServerStarted>() is { } whenStarted)
        {
            whenStarted(start);
        }
        else if (!s_isDocumentTool)
        {
            start();
        }
    }

    private static ConvLogStorageOptions Options(IServiceProvider provider) => HostSettings.Options(provider).Extension<ConvLogStorageOptions>();

    private static IConversationStore Store(IServiceProvider provider) => provider.GetRequiredService<IConversationStore>();

    private static StoreSink[] StoreSinks(IServiceProvider provider)
        => provider.GetService<RegisteredSinks>() is { } sinks ? [.. sinks.Given.OfType<StoreSink>()] : [provider.GetRequiredService<StoreSink>()];
}
