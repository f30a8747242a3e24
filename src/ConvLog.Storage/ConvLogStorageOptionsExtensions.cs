using ConvLog;
using ConvLog.Privacy;
using ConvLog.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The storage options, as part of the options of <c>AddConvLog</c>. Using any of them registers storage with the host.</summary>
/// <remarks>In C# 12 and 13, set them with <see cref="ConfigureStorage"/>, since extension properties need C# 14.</remarks>
public static class ConvLogStorageOptionsExtensions
{
    /// <param name="options">The options of <c>AddConvLog</c>.</param>
    extension(ConvLogOptions options)
    {
        /// <summary><inheritdoc cref="ConvLogStorageOptions.Store" path="/summary/node()"/></summary>
        public IConversationStore? Store { get => Of(options).Store; set => Of(options).Store = value; }

        /// <summary><inheritdoc cref="ConvLogStorageOptions.Retention" path="/summary/node()"/></summary>
        public RetentionOptions Retention => Of(options).Retention;

        /// <summary><inheritdoc cref="ConvLogStorageOptions.Alerts" path="/summary/node()"/></summary>
        public AlertOptions Alerts => Of(options).Alerts;

        /// <summary><inheritdoc cref="ConvLogStorageOptions.KeyRing" path="/summary/node()"/></summary>
        public IKeyRing? KeyRing { get => Of(options).KeyRing; set => Of(options).KeyRing = value; }

        /// <summary><inheritdoc cref="ConvLogStorageOptions.StoreSink" path="/summary/node()"/></summary>
        public StoreSinkOptions? StoreSink { get => Of(options).StoreSink; set => Of(options).StoreSink = value; }

        /// <summary><inheritdoc cref="ConvLogStorageOptions.CursorKey" path="/summary/node()"/></summary>
        /// <exception cref="ArgumentOutOfRangeException">The key does not have 32 bytes.</exception>
        public byte[]? CursorKey { get => Of(options).CursorKey; set => Of(options).CursorKey = value; }
    }

    /// <summary>Sets the storage options: <c>options.ConfigureStorage(storage => storage.Retention.Days = 30)</c>.</summary>
    /// <param name="options">The options of <c>AddConvLog</c>.</param>
    /// <param name="configure">Sets the storage options.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static ConvLogOptions ConfigureStorage(this ConvLogOptions options, Action<ConvLogStorageOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(Of(options));
        return options;
    }

    /// <summary>Stores conversations in memory, until the process ends.</summary>
    /// <param name="options">The options of <c>AddConvLog</c>.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public static ConvLogOptions UseInMemoryStore(this ConvLogOptions options) => options.UseStore(StorageServices.InMemoryStore);

    /// <summary>Stores conversations in a store that is opened on first use and disposed by the container.</summary>
    /// <param name="options">The options of <c>AddConvLog</c>.</param>
    /// <param name="open">Opens the store.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static ConvLogOptions UseStore(this ConvLogOptions options, Func<IServiceProvider, IConversationStore> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        var plan = new StorePlan(open);
        options.LeavesAgentsToStore = true;
        return options.UseStore((_, _) => plan);
    }

    /// <summary>Stores conversations in a store that is prepared when the options are complete, and opened on first use.</summary>
    internal static ConvLogOptions UseStore(this ConvLogOptions options, Func<ConvLogOptions, IServiceProvider, StorePlan> planner)
    {
        var storage = Of(options);
        storage.Store = null; // The store that is chosen last is used.
        storage.StorePlanner = planner;
        return options;
    }

    private static ConvLogStorageOptions Of(ConvLogOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Extension<ConvLogStorageOptions>();
    }
}
