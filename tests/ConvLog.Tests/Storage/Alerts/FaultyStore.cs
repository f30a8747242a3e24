using System.Reflection;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Alerts;

/// <summary>A store whose statistics can fail or hang, and whose document methods can wait.</summary>
public class FaultyStore : DispatchProxy
{
    private int _faults;

    /// <summary>Runs before calls are counted; null for no fault.</summary>
    public Func<Task>? Fault { get; set; }

    /// <summary>The task that a document method, given by name, waits for; null for no wait.</summary>
    public Func<string, Task>? BeforeDocuments { get; set; }

    /// <summary>The number of times <see cref="Fault"/> ran.</summary>
    public int Faults => Volatile.Read(ref _faults);

    /// <summary>The interfaces of the store.</summary>
    public interface IFaultyStore : IFullStore, ITeamDocumentStore;

    internal IConversationStore Store => (IConversationStore)(object)this;

    private IConversationStore Inner { get; set; } = null!; // Set on creation.

    internal static FaultyStore Of(IConversationStore inner)
    {
        var store = (FaultyStore)(object)Create<IFaultyStore, FaultyStore>();
        store.Inner = inner;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => (targetMethod!.Name, Fault, BeforeDocuments) switch
    {
        (nameof(IStatisticsStore.ReadCallStatisticsAsync), { } fault, _) => CountAsync(fault, (CallQuery)args![0]!),
        (nameof(ITeamDocumentStore.ReadDocumentsAsync), _, { } before) => AfterAsync<IReadOnlyList<TeamDocument>>(before, targetMethod, args),
        (nameof(ITeamDocumentStore.WriteDocumentAsync), _, { } before) => AfterAsync<bool>(before, targetMethod, args),
        _ => targetMethod.Invoke(Inner, args),
    };

    private async ValueTask<T> AfterAsync<T>(Func<string, Task> before, MethodInfo method, object?[]? args)
    {
        await before(method.Name);
        return await (ValueTask<T>)method.Invoke(Inner, args)!;
    }

    private async ValueTask<CallStatistics> CountAsync(Func<Task> fault, CallQuery query)
    {
        Interlocked.Increment(ref _faults);
        await fault();
        return await Inner.ReadCallStatisticsAsync(query, withPii: false);
    }
}
