using ConvLog;
using ConvLog.Hosting;
using ConvLog.Storage;
using ConvLog.Storage.Retention;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers storage with a host.</summary>
public static class ConvLogStorageServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="ConversationReader"/>, <see cref="ConversationErasure"/>, <see cref="ConversationRetention"/>, <see cref="ConversationTeam"/>,
    /// <see cref="ConversationAlerts"/> and the <see cref="StoreSink"/>, for the registered <see cref="IConversationStore"/>, or otherwise for one in
    /// memory. The section "ConvLog" of the host's configuration sets options by their names. <c>AddConvLog</c> calls it if an option of storage is used, such
    /// as <c>UseSqlite</c>, and <c>AddConvLogConsole</c> always does. Further calls have no effect.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The value of a retention environment variable is not valid; see <see cref="RetentionOptions"/>.</exception>
    public static IServiceCollection AddConvLogStorage(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        // Read here as well as with the options, so that an invalid variable stops the host during setup.
        RetentionVariables.Apply(new RetentionOptions(), Environment.GetEnvironmentVariable);
        var options = HostSettings.Register(services).Extension<ConvLogStorageOptions>();
        if (services.All(static service => service.ServiceType != typeof(IConversationStore)))
        {
            services.AddSingleton(StorageServices.ChosenStore);
        }
        else if (services.All(static service => service.ServiceType != typeof(StoreSink)))
        {
            options.StoreIsFixed |= options.StorePlanner is null;
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<ConvLogOptions>, StorageOptionsSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<ConvLogOptions>, StorageOptionsSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ConvLogOptions>, UnreadConfiguration>());
        services.TryAddSingleton<IOptionsFactory<ConvLogStorageOptions>, StorageOptionsFactory>();
        services.TryAddSingleton(StorageServices.Configuration);
        services.TryAddSingleton(StorageServices.Budget);
        services.TryAddSingleton(StorageServices.Sink);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILogSink, StoreSink>(StorageServices.StartedSink));
        services.TryAddSingleton(StorageServices.Retention);
        services.TryAddSingleton(StorageServices.Watch);
        services.TryAddSingleton(StorageServices.Reader);
        services.TryAddSingleton(StorageServices.Erasure);
        services.TryAddSingleton(StorageServices.Team);
        services.TryAddSingleton(StorageServices.Alerts);
        return services;
    }
}
