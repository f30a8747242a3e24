using ConvLog.Hosting;
using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.Storage.Reading;
using ConvLog.Storage.Retention;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog;

/// <summary>Where a host's conversations are stored, and for how long. <c>ConvLogOptions</c> has these as extension properties of the same names.</summary>
/// <remarks>
/// <c>services.Configure&lt;ConvLogStorageOptions&gt;(…)</c> sets the same options, also with a section of the configuration. See <see cref="ConvLogOptions"/>
/// for the order of several calls.
/// </remarks>
public sealed class ConvLogStorageOptions : IConvLogExtension
{
    private object? _registeredStore;

    /// <summary>
    /// The store of conversations. Null: the store chosen by a method such as <c>UseSqlite</c>, otherwise a registered <see cref="IConversationStore"/>,
    /// otherwise one in memory. If several are chosen, the last one is used. A store set in <c>AddConvLog</c> is not disposed by the container; one set by
    /// <c>Configure</c> or <c>PostConfigure</c> is.
    /// </summary>
    public IConversationStore? Store { get; set; }

    /// <summary>What expires, and when; nothing by default. Environment variables take precedence, see <see cref="RetentionOptions"/>.</summary>
    public RetentionOptions Retention { get; private set; } = new();

    /// <summary>Alert rules and their receivers; none by default.</summary>
    public AlertOptions Alerts { get; private set; } = new();

    /// <summary>
    /// Wraps the keys under which a store such as SQLite encrypts personal data. Null: the store's own, which is sufficient for development. In production,
    /// use keys from a configuration or a secret manager: <see cref="Privacy.KeyRing.FromBase64"/>,
    /// <see cref="Privacy.KeyRing.FromCallback(string, Func{string, byte[]})"/>.
    /// </summary>
    public IKeyRing? KeyRing { get; set; }

    /// <summary>How records are queued and written. Null: the defaults. Logger and clock default to the host's.</summary>
    public StoreSinkOptions? StoreSink { get; set; }

    /// <summary>
    /// 32 random bytes that seal the cursors of lists and logs, the same on every host; see <see cref="ConversationReaderOptions.CursorKey"/>. Null: derived
    /// from the store's keys.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The key does not have 32 bytes.</exception>
    public byte[]? CursorKey { get; set => field = ReaderCursors.CheckKey(nameof(ConvLogOptions), value); }

    /// <summary>Prepares the store if <see cref="Store"/> is null, with the host's complete options.</summary>
    internal Func<ConvLogOptions, IServiceProvider, StorePlan>? StorePlanner { get; set; }

    /// <summary>Created by <see cref="StorePlanner"/>; null before the options are complete.</summary>
    internal StorePlan? StorePlan { get; private set; }

    /// <summary>Whether <see cref="IConversationStore"/> is registered as an object or by the host itself, so that the options cannot choose it.</summary>
    internal bool StoreIsFixed { get; set; }

    private object? ChosenStore => (object?)Store ?? StorePlanner;

    void IConvLogExtension.AddServices(IServiceCollection services, ConvLogOptions options)
    {
        if (ChosenStore is { } chosen && chosen != _registeredStore)
        {
            _registeredStore = chosen;
            StoreIsFixed = Store is not null;
            services.Add(Store is { } store ? ServiceDescriptor.Singleton(store) : ServiceDescriptor.Singleton(StorageServices.ChosenStore));
        }

        services.AddConvLogStorage();
    }

    IConvLogExtension IConvLogExtension.Copy()
    {
        var copy = (ConvLogStorageOptions)MemberwiseClone();
        copy.Retention = Retention.Copy();
        copy.Alerts = Alerts.Copy();
        copy.StoreSink = StoreSink?.Copy();
        return copy;
    }

    IEnumerable<string> IConvLogExtension.Bind(ConfiguredValues values)
    {
        StoreSink ??= values.Has("Storage:StoreSink") ? new StoreSinkOptions() : null;
        return
        [
            .. values.Bind("Storage", this),
            .. values.Bind("Storage:Retention", Retention),
            .. values.Bind("Storage:Alerts", Alerts),
            .. values.BindList("Storage:Alerts:Rules", Alerts.Rules),
            .. StoreSink is null ? [] : values.Bind("Storage:StoreSink", StoreSink),
        ];
    }

    void IConvLogExtension.Complete(ConvLogOptions options, IServiceProvider provider)
    {
        RetentionVariables.Apply(Retention, Environment.GetEnvironmentVariable);
        if (Store is not null)
        {
            options.LeavesAgentsToStore = true;
        }
        else
        {
            StorePlan = StorePlanner?.Invoke(options, provider);
        }
    }

    IEnumerable<string> IConvLogExtension.Problems(ConvLogOptions registered)
    {
        var before = registered.Extension<ConvLogStorageOptions>();
        if (before.StoreIsFixed && ChosenStore is { } chosen && chosen != before.ChosenStore)
        {
            yield return "Configure or PostConfigure chose a store, but the host registered another one before. Choose the store in a further call of "
                + "services.AddConvLog(options => …): the last one wins.";
        }
        else if (StorePlan?.Problem is { } problem)
        {
            yield return problem;
        }

        foreach (string wrong in Alerts.Problems())
        {
            yield return wrong;
        }
    }
}

/// <summary>A store that is about to be opened.</summary>
/// <param name="Open">Opens it.</param>
/// <param name="Problem">What would prevent opening it, as a sentence; null if no problem is known.</param>
internal sealed record StorePlan(Func<IServiceProvider, IConversationStore> Open, string? Problem = null);
