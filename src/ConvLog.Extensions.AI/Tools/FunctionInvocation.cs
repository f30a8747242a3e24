using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>
/// What <c>FunctionInvokingChatClient</c> tells of the tools that it invokes. It is in a package that this one does not depend on, and bound by name if the
/// host has it.
/// </summary>
internal static class FunctionInvocation
{
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)]
    private static readonly Type? s_client = Type.GetType("Microsoft.Extensions.AI.FunctionInvokingChatClient, Microsoft.Extensions.AI");

    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)]
    private static readonly Type? s_context = Type.GetType("Microsoft.Extensions.AI.FunctionInvocationContext, Microsoft.Extensions.AI");

    private static readonly PropertyInfo? s_additionalTools = Of<IList<AITool>>(s_client?.GetProperty("AdditionalTools"));
    private static readonly Func<object?>? s_current = Getter(s_client?.GetProperty("CurrentContext"));
    private static readonly PropertyInfo? s_call = Of<FunctionCallContent>(s_context?.GetProperty("CallContent"));
    private static readonly PropertyInfo? s_messages = Of<IList<ChatMessage>>(s_context?.GetProperty("Messages"));

    /// <summary>The invocation of this async flow. In another loop, the call's ID is taken from the current span.</summary>
    public static ToolInvocation Current
        => s_call is not null && s_current?.Invoke() is { } context && s_call.GetValue(context) is FunctionCallContent call
            ? new ToolInvocation(call.CallId, s_messages?.GetValue(context) as IList<ChatMessage>)
            : new ToolInvocation(Activity.Current?.GetTagItem("gen_ai.tool.call.id") as string);

    /// <summary>The tools that the loop behind a client invokes although no request offers them.</summary>
    public static IEnumerable<AITool> AdditionalTools(IChatClient client)
        => s_client is not null && client.GetService(s_client) is { } loop && s_additionalTools?.GetValue(loop) is IList<AITool> tools ? tools : [];

    // A property of another type is of another version, which is not known.
    private static PropertyInfo? Of<T>(PropertyInfo? property) => property?.PropertyType == typeof(T) ? property : null;

    private static Func<object?>? Getter(PropertyInfo? property)
        => property is { PropertyType.IsValueType: false } && property.GetMethod is { IsStatic: true } getter ? getter.CreateDelegate<Func<object?>>() : null;
}
