using ConvLog;
using ConvLog.Hosting;
using ConvLog.Privacy;
using ConvLog.Sinks;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers ConvLog with a host.</summary>
public static class ConvLogServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IConversationFactory"/>, which opens conversations. Entries are written to every registered <see cref="ILogSink"/> and to
    /// <see cref="ConvLogOptions.Sinks"/>. To store conversations, add the package of a store and call its extension method: <c>services.AddConvLog(options
    /// => options.UseSqlite("conversations.db"))</c>. A scoped service can have a <see cref="Conversation"/> injected into its constructor: it gets the
    /// <see cref="Conversation.Current"/> one at the time when its scope first needs it, and the scope does not dispose it. If no conversation is current, an
    /// <see cref="InvalidOperationException"/> is thrown; in a request for which <c>UseConvLog</c> found none, a conversation that records nothing is
    /// injected.
    /// </summary>
    /// <remarks>
    /// <c>conv.Log</c> never waits for a sink of the host: each is called by a <see cref="BackgroundSink"/>, unless its <see cref="ILogSink.NeverWaits"/> is
    /// true, as it is for <see cref="InMemorySink"/>, <see cref="LoggerSink"/>, a BackgroundSink and the sink of a store. Disposing the host, with or without
    /// <c>await</c>, lets the sinks process their queues for up to <see cref="ConvLogOptions.StopTimeout"/> in total, 5 seconds by default; the number of
    /// records still pending is logged.
    /// </remarks>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options; null for the defaults. Called once, immediately. Further calls set the same options.</param>
    /// <returns>The same service collection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    /// <exception cref="InvalidOperationException">An environment variable that sets an option cannot be read.</exception>
    public static IServiceCollection AddConvLog(this IServiceCollection services, Action<ConvLogOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = HostSettings.Register(services);
        configure?.Invoke(options);
        foreach (var extension in options.Extensions)
        {
            extension.AddServices(services, options);
        }

        services.TryAddSingleton(static provider => new DisposeBudget(HostSettings.Options(provider).StopTimeout, TimeProvider.System));
        services.TryAddSingleton(SinksOf);
        services.TryAddSingleton(static provider => new UnloggedActivity(HostSettings.Logger(provider), HostSettings.Time(provider)));
        services.TryAddSingleton<IConversationFactory>(FactoryOf);
        services.TryAddScoped(CurrentOf);
        return services;
    }

    private static ConversationFactory FactoryOf(IServiceProvider provider)
    {
        var options = HostSettings.Options(provider);

        // The sinks first: opening a store decides whether agents may hand over.
        var sinks = provider.GetRequiredService<RegisteredSinks>();
        _ = provider.GetRequiredService<UnloggedActivity>(); // Starts counting activity of the process.
        bool agentsMayDiffer = options.AllowAgentHandover || options.LeavesAgentsToStore;
        return new ConversationFactory(sinks.All, CaptureOf(provider, options), agentsMayDiffer, options.RecordingRule);
    }

    private static Conversation CurrentOf(IServiceProvider scope)
    {
        if (Conversation.Current is null && UnloggedActivity.Unrecorded() is { } unrecorded)
        {
            return unrecorded; // The scope disposes it.
        }

        var current = Conversation.Current ?? throw new InvalidOperationException(
            "No conversation is current in this async flow, so none can be injected. In a web host, app.UseConvLog(context => /* its ID */) makes that of a "
                + "request current. Elsewhere, open one with IConversationFactory.Open and call its MakeCurrent() before a service that takes a Conversation is "
                + "created: using var current = conversation.MakeCurrent();");
        current.LendTo(scope);
        return current;
    }

    private static RegisteredSinks SinksOf(IServiceProvider provider)
    {
        var options = HostSettings.Options(provider);
        var logger = HostSettings.Logger(provider);
        List<ILogSink> sinks = [.. provider.GetServices<ILogSink>(), .. options.Sinks];
        if (options.LogToLogger)
        {
            sinks.Add(new LoggerSink(logger));
        }

        var tracing = new TracingSink(new TracingSinkOptions { IncludeContent = options.TraceContent, Privacy = options.Privacy });
        return new RegisteredSinks(sinks, tracing, logger, HostSettings.Time(provider), provider.GetRequiredService<DisposeBudget>());
    }

    private static ConversationOptions CaptureOf(IServiceProvider provider, ConvLogOptions options) => new()
    {
        TimeProvider = HostSettings.Time(provider),
        Limits = options.Limits.Copy(),
        Logger = HostSettings.Logger(provider),
        JsonTypes = options.JsonTypes,
        ReflectObjects = options.ReflectObjects,
        DisposeTimeout = options.DisposeTimeout,
        MaximumLinger = options.MaximumLinger,
        UtterancesArePersonal = options.Privacy.Utterances == PrivacyClass.Personal,
        Scores = [.. options.Scores],
        FeedbackReasons = [.. options.FeedbackReasons],
    };
}
