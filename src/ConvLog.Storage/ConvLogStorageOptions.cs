using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.Storage.Reading;
using ConvLog.Storage.Retention;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog;

/// <summary>Where a host's conversations are stored, and for how long. <c>ConvLogOptions</c> has these as extension properties of the same names.</summary>
public sealed class ConvLogStorageOptions : IConvLogExtension
{
    private bool _variablesApplied;

    /// <summary>Where conversations are stored. Null: an <see cref="IConversationStore"/> that is registered, else one in memory.</summary>
    public IConversationStore? Store { get; set; }

    /// <summary>What expires, and when; nothing by default. Environment variables win, see <see cref="RetentionOptions"/>.</summary>
    public RetentionOptions Retention { get; } = new();

    /// <summary>
    /// Wraps the keys under which a store such as SQLite keeps personal data. Null: the store's own, which is good enough for development; in production, keys
    /// from a configuration or a secret manager: <see cref="Privacy.KeyRing.FromBase64"/>,
    /// <see cref="Privacy.KeyRing.FromCallback(string, Func{string, byte[]})"/>.
    /// </summary>
    public IKeyRing? KeyRing { get; set; }

    /// <summary>How records are queued and written. Null: the defaults. Logger and clock are the host's where these options set none.</summary>
    public StoreSinkOptions? StoreSink { get; set; }

    /// <summary>
    /// 32 random bytes that seal the cursors of lists and logs, the same on every host; see <see cref="ConversationReaderOptions.CursorKey"/>. Null: random in
    /// each process.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The key does not have 32 bytes.</exception>
    public byte[]? CursorKey { get; set => field = ReaderCursors.CheckKey(nameof(ConvLogOptions), value); }

    /// <summary>Opens the store where <see cref="Store"/> is null; the container disposes it.</summary>
    internal Func<IServiceProvider, IConversationStore>? StoreFactory { get; set; }

    void IConvLogExtension.AddServices(IServiceCollection services, ConvLogOptions options)
    {
        ApplyVariables();
        if (Store is { } store)
        {
            options.LeavesAgentsToStore = true;
            services.AddSingleton(store);
        }
        else if (StoreFactory is { } open)
        {
            services.AddSingleton(open);
        }

        services.AddConvLogStorage();
    }

    /// <summary>Lets the operator's environment variables win, once.</summary>
    /// <exception cref="InvalidOperationException">A variable cannot be read, or options do not go together.</exception>
    internal void ApplyVariables()
    {
        if (!_variablesApplied)
        {
            RetentionVariables.Apply(Retention, Environment.GetEnvironmentVariable);
            _variablesApplied = true;
        }
    }
}
