using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>
/// Data of <c>FunctionInvokingChatClient</c> about the tools it invokes, and its hook around each invocation. It is in a package that this one does not depend
/// on, and is bound by name if the host has it.
/// </summary>
internal static class FunctionInvocation
{
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)]
    private static readonly Type? s_client = Type.GetType("Microsoft.Extensions.AI.FunctionInvokingChatClient, Microsoft.Extensions.AI");

    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)]
    private static readonly Type? s_context = Type.GetType("Microsoft.Extensions.AI.FunctionInvocationContext, Microsoft.Extensions.AI");

    private static readonly PropertyInfo? s_invoker = s_client?.GetProperty("FunctionInvoker");
    private static readonly Func<object?>? s_current = Getter(s_client?.GetProperty("CurrentContext"));
    private static readonly PropertyInfo? s_call = Of<FunctionCallContent>(s_context?.GetProperty("CallContent"));
    private static readonly PropertyInfo? s_function = Of<AIFunction>(s_context?.GetProperty("Function"));
    private static readonly PropertyInfo? s_arguments = Of<AIFunctionArguments>(s_context?.GetProperty("Arguments"));
    private static readonly PropertyInfo? s_terminate = s_context?.GetProperty("Terminate");
    private static readonly PropertyInfo? s_messages = Of<IList<ChatMessage>>(s_context?.GetProperty("Messages"));

    /// <summary>The invocation of this async flow. In another loop, the call's ID comes from the current span.</summary>
    public static ToolInvocation Current => s_current?.Invoke() is { } context && Of(context) is { Call: not null } invocation
        ? invocation : new ToolInvocation(Activity.Current?.GetTagItem("gen_ai.tool.call.id") as string);

    /// <summary>The loop's hook around each invocation; null if it has none, or an unknown one.</summary>
    public static PropertyInfo? Invoker => s_invoker is { CanWrite: true, PropertyType.IsGenericType: true }
        && s_invoker.PropertyType.GetGenericTypeDefinition() == typeof(Func<,,>)
        && s_invoker.PropertyType.GetGenericArguments() is [var context, var token, var result]
        && context == s_context && token == typeof(CancellationToken) && result == typeof(ValueTask<object?>) ? s_invoker : null;

    /// <summary>The loop behind a client; null for none.</summary>
    public static object? LoopOf(IChatClient client) => s_client is null ? null : client.GetService(s_client);

    /// <summary>Reads the loop's data about an invocation.</summary>
    public static ToolInvocation Of(object context)
    {
        var call = s_call?.GetValue(context) as FunctionCallContent;
        var messages = s_messages?.GetValue(context) as IList<ChatMessage>;
        return new ToolInvocation(call?.CallId, call, s_function?.GetValue(context) as AIFunction, messages, context);
    }

    /// <summary>Whether a tool requested the end of the loop.</summary>
    public static bool EndsLoop(ToolInvocation invocation) => invocation.Context is not null && s_terminate?.GetValue(invocation.Context) is true;

    /// <summary>The arguments of an invocation; null if unknown.</summary>
    public static AIFunctionArguments? ArgumentsOf(object context) => s_arguments?.GetValue(context) as AIFunctionArguments;

    // A property with another type belongs to an unknown version.
    private static PropertyInfo? Of<T>(PropertyInfo? property) => property?.PropertyType == typeof(T) ? property : null;

    private static Func<object?>? Getter(PropertyInfo? property)
        => property is { PropertyType.IsValueType: false } && property.GetMethod is { IsStatic: true } getter ? getter.CreateDelegate<Func<object?>>() : null;
}
