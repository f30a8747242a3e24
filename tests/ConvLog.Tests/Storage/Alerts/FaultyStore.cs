using System.Reflection;
using ConvLog.Storage;

namespace ConvLog.Tests.Storage.Alerts;

/// <summary>A store whose statistics fail or hang as a test wants, and whose documents wait.</summary>
public class FaultyStore : DispatchProxy
{
    private int _faults;

    /// <summary>What happens before calls are counted; null for nothing.</summary>
    public Func<Task>? Fault { get; set; }

    /// <summary>What a method of documents waits for, by its name; null for nothing.</summary>
    public Func<string, Task>? BeforeDocuments { get; set; }

    /// <summary>How often it happened.</summary>
    public int Faults => Volatile.Read(ref _faults);

    /// <summary>What the store is.</summary>
    public interface IFaultyStore : IConversationStore, ITeamDocumentStore;

    internal IConversationStore Store => (IConversationStore)(object)this;

    private IConversationStore Inner { get; set; } = null!; // Set where it is made.

    internal static FaultyStore Of(IConversationStore inner)
    {
        var store = (FaultyStore)(object)Create<IFaultyStore, FaultyStore>();
        store.Inner = inner;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => (targetMethod!.Name, Fault, BeforeDocuments) switch
    {
        (nameof(IConversationStore.ReadCallStatisticsAsync), { } fault, _) => CountAsync(fault, (CallQuery)args![0]!),
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
