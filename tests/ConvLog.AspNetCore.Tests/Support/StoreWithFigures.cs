using System.Reflection;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A store that tells figures as one on disk does, and nothing else.</summary>
internal class StoreWithFigures : DispatchProxy
{
    private readonly Dictionary<string, double> _figures = new(StringComparer.Ordinal) { ["schema"] = 1, ["size_bytes"] = 565_248, ["wal_bytes"] = 94_792, ["pending_documents"] = 3, ["keys"] = 21, ["new_one"] = 7 };

    public static IConversationStore Create() => Create<IConversationStore, StoreWithFigures>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => string.Equals(targetMethod!.Name, nameof(IConversationStore.CheckHealthAsync), StringComparison.Ordinal)
            ? new ValueTask<StoreHealth>(new StoreHealth([new HealthPart("file", HealthStatus.Healthy, "It works.", _figures)]))
            : throw new ConversationStoreException(StoreFault.Unavailable, "Only its health is asked.");
}
