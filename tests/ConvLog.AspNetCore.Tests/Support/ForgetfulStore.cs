using System.Reflection;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A store that never received the messages of model calls.</summary>
internal class ForgetfulStore : DispatchProxy
{
    private readonly InMemoryConversationStore _inner = new();

    public static IConversationStore Create() => Create<IFullStore, ForgetfulStore>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        object? answer = targetMethod!.Invoke(_inner, args);
        return answer is ValueTask<StoredConversation?> read ? WithoutMessagesAsync(read) : answer;
    }

    private static async ValueTask<StoredConversation?> WithoutMessagesAsync(ValueTask<StoredConversation?> read)
        => await read is { } stored ? stored with { ModelMessages = [] } : null;
}
