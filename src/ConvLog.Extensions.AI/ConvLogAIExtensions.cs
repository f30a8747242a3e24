using ConvLog;
using ConvLog.Extensions.AI;
using ConvLog.Extensions.AI.Models;
using ConvLog.Extensions.AI.Tools;

namespace Microsoft.Extensions.AI;

/// <summary>Logs chat clients and tools to conversations.</summary>
public static class ConvLogAIExtensions
{
    /// <summary>
    /// Logs each request as a turn of <see cref="Conversation.Current"/>, each round with the model as a model call, and each invocation of a tool as a
    /// function event.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="options">The conversation and the masks; null for the defaults.</param>
    /// <param name="services">The services of the client's host. Requests without a conversation are warnings in its log and are counted in its
    /// empty console. Null, or without <c>AddConvLog</c>: in each host of the process.</param>
    /// <returns>A client that logs. Disposing it disposes <paramref name="client"/>.</returns>
    /// <remarks>
    /// Outside of function invocation, it records the tools by the loop's <c>FunctionInvoker</c>. Inside of it, or inside an agent that invokes tools itself, a
    /// call is recorded from the result that the model gets, unverified, unless the tool is logged by <see cref="WithConvLog(IEnumerable{AITool})"/>. Tools and
    /// options are passed on unchanged. A request joins the turn that the host began in its async flow, or
    /// that of the current function event; otherwise it is a turn of its own, even if another request runs at the same time, unless its last message is a
    /// tool's. Such a turn stays open while the model waits for the caller to answer its tool calls.
    /// A client outside of function invocation sees the usage of all rounds as one sum if the response is not streamed: the last model call has it. If you
    /// need each round's own usage, log inside of function invocation as well.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    public static IChatClient WithConvLog(this IChatClient client, ConvLogChatOptions? options = null, IServiceProvider? services = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        LoopObserver.Observe(FunctionInvocation.LoopOf(client));
        return new ConvLogChatClient(client, options ?? new ConvLogChatOptions(), services?.GetService(typeof(UnloggedActivity)) as UnloggedActivity);
    }

    /// <summary>Logs each invocation of these tools as a function event of <see cref="Conversation.Current"/>.</summary>
    /// <param name="tools">The tools. A tool that is not an <see cref="AIFunction"/>, or is already logged, is returned unchanged.</param>
    /// <returns>The tools in the same order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tools"/> is null.</exception>
    public static IList<AITool> WithConvLog(this IEnumerable<AITool> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        return [.. tools.Select(static tool => LoggedFunction.Wrap(tool))];
    }

    /// <summary>
    /// Marks a request as a side call: a judge, a title, a summary, a guard. It begins no turn and answers none; it is a model call, with its purpose, of the
    /// turn in which it is made, or otherwise of the conversation's latest one.
    /// </summary>
    /// <param name="options">The options of the request; null for none.</param>
    /// <param name="purpose">The purpose, such as <c>judge</c>. Visible to every reader.</param>
    /// <returns>A copy of the options, for the client. The mark is not sent to the service.</returns>
    /// <exception cref="ArgumentException"><paramref name="purpose"/> is null or empty.</exception>
    public static ChatOptions AsSideCall(this ChatOptions? options, string purpose)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        return SideCallOptions.Of(options, purpose);
    }

    /// <summary>
    /// Lets a function take parameters of the types <see cref="Conversation"/>, <see cref="ConversationLogger"/> and <see cref="FunctionEvent"/>. The model
    /// does not see them.
    /// </summary>
    /// <param name="options">The options for <see cref="AIFunctionFactory.Create(Delegate, AIFunctionFactoryOptions)"/>.</param>
    /// <returns>The same options.</returns>
    /// <remarks>
    /// They are set to <see cref="Conversation.Current"/>, its log and its current function event. If there is none, the invocation fails with an
    /// <see cref="InvalidOperationException"/>, unless the parameter has a default value.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public static AIFunctionFactoryOptions WithConvLog(this AIFunctionFactoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ConfigureParameterBinding = HiddenParameters.Before(options.ConfigureParameterBinding);
        return options;
    }
}
