using System.Reflection;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>An in-memory store that records its calls and can be made unavailable.</summary>
internal class MonitoredStore : DispatchProxy
{
    private readonly Lock _gate = new();
    private readonly List<string> _calls = [];
    private volatile bool _isDown;
    private volatile Exception? _failure;

    /// <summary>The underlying store, which is always available.</summary>
    public IConversationStore Inner { get; private set; } = null!;

    /// <summary>Whether calls fail as unavailable.</summary>
    public bool IsDown
    {
        get => _isDown;
        set => _isDown = value;
    }

    /// <summary>The exception that calls throw, or null.</summary>
    public Exception? Failure
    {
        get => _failure;
        set => _failure = value;
    }

    /// <summary>Invoked with the name of each method before the call.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>The interfaces of the store.</summary>
    public interface IMonitoredStore : IFullStore, ISnapshotStore;

    /// <summary>Registers a monitored store in a host.</summary>
    public static void AddTo(IServiceCollection services) => services.AddSingleton<IConversationStore>(static provider =>
    {
        var store = Create<IMonitoredStore, MonitoredStore>();
        ((MonitoredStore)(object)store).Inner = new InMemoryConversationStore(timeProvider: provider.GetRequiredService<TimeProvider>());
        return store;
    });

    public static MonitoredStore Of(Site site) => (MonitoredStore)(object)site.Services.GetRequiredService<IConversationStore>();

    /// <summary>The names of the methods called since the last time, in order.</summary>
    public IReadOnlyList<string> TakeCalls()
    {
        lock (_gate)
        {
            var calls = _calls.ToList();
            _calls.Clear();
            return calls;
        }
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        // The host verifies the access log and reads the last retention run in the background at any time.
        if (targetMethod!.Name is not (nameof(IAccessChain.VerifyAccessAsync) or nameof(IRetentionRunStore.ReadRetentionRunsAsync)))
        {
            lock (_gate)
            {
                _calls.Add(targetMethod.Name);
            }
        }

        Before?.Invoke(targetMethod.Name);
        if (_failure is { } failure)
        {
            throw failure;
        }

        return _isDown ? throw new ConversationStoreException(StoreFault.Unavailable, "out of reach") : targetMethod.Invoke(Inner, args);
    }
}
