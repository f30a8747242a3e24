using ConvLog;
using ConvLog.AspNetCore;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Compatible;
using ConvLog.AspNetCore.Api.Export;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Api.Live;
using ConvLog.AspNetCore.Api.OpenApi;
using ConvLog.AspNetCore.Hosting;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages;
using ConvLog.AspNetCore.Pages.Alerts;
using ConvLog.AspNetCore.Pages.Calls;
using ConvLog.AspNetCore.Pages.Feedback;
using ConvLog.AspNetCore.Pages.Insight;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Pages.Live;
using ConvLog.AspNetCore.Pages.Privacy;
using ConvLog.AspNetCore.Pages.Share;
using ConvLog.AspNetCore.Pages.Team;
using ConvLog.AspNetCore.Pages.Users;
using ConvLog.AspNetCore.Pages.Views;
using ConvLog.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the Conversations API and the console with a host.</summary>
public static class ConvLogConsoleServiceCollectionExtensions
{
    /// <summary>
    /// Registers the services of <c>app.MapConvLog()</c>. They read the store that <c>AddConvLog</c> was given, or else one in memory. Without options, only
    /// visitors on this machine can open the console, in the Development environment and without personal data. The daily runs of
    /// <see cref="ConvLog.ConversationRetention"/> and the evaluation of <see cref="ConvLog.ConversationAlerts"/> start with the host.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Configures the options; null for the defaults. Further calls configure the same options.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddConvLogConsole(this IServiceCollection services, Action<ConvLogConsoleOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var registered = RegisteredIn(services);
        configure?.Invoke(registered.Options);

        services.AddConvLogStorage();
        services.AddRouting();
        services.TryAddSingleton(static provider => new Sessions(TimeOf(provider)));
        services.TryAddSingleton(static provider => new RevealTickets(TimeOf(provider), provider.GetService<IDataProtectionProvider>()));
        services.TryAddSingleton(static provider => new ResultTickets(TimeOf(provider), provider.GetService<IDataProtectionProvider>()));
        services.TryAddSingleton(static provider => new ServerStart(provider.GetService<IHostApplicationLifetime>()));
        services.TryAddSingleton<WhenServerStarted>(static provider => provider.GetRequiredService<ServerStart>().RunWhenStarted);
        services.TryAddSingleton<WrongKeyLimit>();
        services.TryAddSingleton<ReadLimits>();
        services.TryAddSingleton<ReadSlots>();
        services.TryAddSingleton(static provider => new HostUsers(Options(provider), TimeOf(provider), provider.GetRequiredService<ILogger<HostUsers>>()));
        services.TryAddSingleton(static provider => new LocalAccess(Options(provider), provider.GetService<IHostEnvironment>()));
        services.TryAddSingleton<SecurityEvents>();
        services.TryAddSingleton<Visitors>();
        services.TryAddSingleton<GuardedEndpoint>();
        services.TryAddSingleton<CompatibleGate>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICompatibleRoutes, AgentRoutes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICompatibleRoutes, ProjectRoutes>());
        services.TryAddSingleton<ApiGate>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, HealthRoutes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, ConversationRoutes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, FacetRoutes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, SearchRoutes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, UserRoutes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, TeamRoutes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, ExportRoutes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, AccessLogRoutes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, AccessChainRoutes>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IApiRoutes, StatisticsRoutes>(static provider
            => new StatisticsRoutes(provider.GetRequiredService<ConversationReader>(), TimeOf(provider))));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IApiRoutes, CallStatisticsRoutes>(static provider
            => new CallStatisticsRoutes(provider.GetRequiredService<ConversationReader>(), TimeOf(provider))));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IApiRoutes, CallRoutes>(static provider
            => new CallRoutes(provider.GetRequiredService<ConversationReader>(), TimeOf(provider))));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, AlertRoutes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, TeamChangeRoutes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, ScoreRoutes>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IApiRoutes, RetentionRoutes>(static provider
            => new RetentionRoutes(provider.GetRequiredService<ConversationRetention>(), TimeOf(provider))));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, ErasureRoutes>(static provider => new ErasureRoutes(
            provider.GetRequiredService<ConversationErasure>(), provider.GetRequiredService<ConversationReader>(), TimeOf(provider))));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, HoldRoutes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, OpenApiRoutes>());
        services.TryAddSingleton<OpenApiDocument>();
        services.TryAddSingleton<LiveStreams>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, LiveRoutes>(static provider => new LiveRoutes(
            provider.GetRequiredService<ConversationReader>(), provider.GetRequiredService<Visitors>(), provider.GetRequiredService<LiveStreams>(),
                TimeOf(provider))));
        services.TryAddSingleton(static provider
            => new PageResponses(Options(provider), provider.GetRequiredService<Visitors>(), provider.GetRequiredService<LocalAccess>(),
            provider.GetRequiredService<RevealTickets>(), provider.GetRequiredService<ReadSlots>(),
            provider.GetRequiredService<ConversationReader>(), TimeOf(provider)));
        services.TryAddSingleton<ConversationPages>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPageRoutes, ConversationPages>(static provider => provider.GetRequiredService<ConversationPages>()));
        services.TryAddSingleton(static provider => new AssigneeSuggestions(provider.GetRequiredService<ConversationReader>(), TimeOf(provider)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, TeamPages>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, SelectionPages>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, SuggestionPages>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, SignInPages>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, PreferencesPages>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, InsightPages>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, CallsPages>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, AlertPages>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, UserPages>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, FeedbackPages>());
        services.TryAddSingleton(static provider
            => new ExportFiles(
                provider.GetRequiredService<ConversationReader>(), provider.GetRequiredService<Visitors>(), Options(provider),
                provider.GetRequiredService<ReadSlots>(), TimeOf(provider)));
        services.TryAddSingleton(static provider
            => new CallFiles(
                provider.GetRequiredService<ConversationReader>(), provider.GetRequiredService<Visitors>(), Options(provider),
                provider.GetRequiredService<ReadSlots>(), TimeOf(provider)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, ExportPages>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, LivePages>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, CopyPages>());
        services.TryAddSingleton<SavedViews>();
        services.TryAddSingleton(static provider => new UsualCalls(provider.GetRequiredService<ConversationReader>(), TimeOf(provider)));
        services.TryAddSingleton<ViewCounts>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, ViewsPages>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRoutes, ViewRoutes>());
        services.TryAddSingleton<PermittedResponses>();
        services.TryAddSingleton(static provider => new PrivacyPages(
            provider.GetRequiredService<ConversationRetention>(), provider.GetRequiredService<ConversationErasure>(),
                provider.GetRequiredService<ConversationReader>(), provider.GetRequiredService<PermittedResponses>(), TimeOf(provider)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, PrivacyPages>(static provider => provider.GetRequiredService<PrivacyPages>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, RetentionPages>(static provider
            => new RetentionPages(provider.GetRequiredService<ConversationRetention>(), provider.GetRequiredService<PermittedResponses>(), TimeOf(provider))));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, ErasurePages>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageRoutes, HoldPages>());
        services.TryAddSingleton<ConsoleMappings>();
        services.TryAddSingleton<Routes>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, MappingsStart>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ConfigurationStart>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, AccessStart>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RetentionStart>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, AlertsStart>());
        AddWebhook(services, registered);
        return services;
    }

    private static void AddWebhook(IServiceCollection services, RegisteredConsole registered)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAlertReceiver, AlertWebhook>(static provider => new AlertWebhook(
            Options(provider), provider.GetRequiredService<ConsoleMappings>(), provider.GetRequiredService<EndpointDataSource>(),
            provider.GetRequiredService<RegisteredConsole>().HasWebhookClient ? provider.GetRequiredService<IHttpClientFactory>() : null)));
        if (registered.Options.AlertWebhook is null || registered.HasWebhookClient)
        {
            return;
        }

        // The factory's loggers are removed because they would log the address.
        // The handlers of ConfigureHttpClientDefaults are removed too: header propagation throws outside of a request.
        services.AddHttpClient(AlertWebhook.Client).ConfigurePrimaryHttpMessageHandler(AlertWebhook.Handler).RemoveAllLoggers()
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear());
        registered.HasWebhookClient = true;
    }

    private static TimeProvider TimeOf(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;

    private static ConvLogConsoleOptions Options(IServiceProvider provider) => provider.GetRequiredService<ConvLogConsoleOptions>();

    private static RegisteredConsole RegisteredIn(IServiceCollection services)
    {
        if (services.FirstOrDefault(static service => service.ServiceType == typeof(RegisteredConsole))?.ImplementationInstance is RegisteredConsole known)
        {
            return known;
        }

        var registered = new RegisteredConsole(new ConvLogConsoleOptions());
        services.AddSingleton(registered);
        services.AddSingleton<IOptionsFactory<ConvLogConsoleOptions>, ConsoleOptionsFactory>();
        services.AddOptions<ConvLogConsoleOptions>().ValidateOnStart();
        services.TryAddSingleton(static provider => provider.GetRequiredService<IOptions<ConvLogConsoleOptions>>().Value);
        return registered;
    }
}
