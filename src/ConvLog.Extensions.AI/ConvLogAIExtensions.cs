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
    /// <param name="options">Which conversation, and what is masked; null for the defaults.</param>
    /// <param name="services">The services of the host that has the client. Requests without a conversation are warnings in its log and are counted in its
    /// empty console. Null, or without <c>AddConvLog</c>: in each host of the process.</param>
    /// <returns>A client that logs. Disposing it disposes <paramref name="client"/>.</returns>
    /// <remarks>
    /// Outside of function invocation, it records the tools by the loop's <c>FunctionInvoker</c>. Inside of it, or inside an agent that invokes tools itself, a
    /// call is recorded by the result that the model gets, unverified, unless the tool is logged by <see cref="WithConvLog(IEnumerable{AITool})"/>. Tools and
    /// options are passed on as they are. A request joins the turn that the host began in its async flow, or
    /// that of the current function event; otherwise it is a turn of its own, also where another request runs at the same time, unless its last message is a
    /// tool's. Such a turn stays open while the model waits for the caller to answer its tool calls.
    /// A client outside of function invocation sees the usage of all rounds as one sum if the response is not streamed: the last model call has it. Where each
    /// round's own usage is needed, log inside of function invocation, too.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    public static IChatClient WithConvLog(this IChatClient client, ConvLogChatOptions? options = null, IServiceProvider? services = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        LoopObserver.Observe(FunctionInvocation.LoopOf(client));
        return new ConvLogChatClient(client, options ?? new ConvLogChatOptions(), services?.GetService(typeof(UnloggedActivity)) as UnloggedActivity);
    }

    /// <summary>Logs each invocation of these tools as a function event of <see cref="Conversation.Current"/>.</summary>
    /// <param name="tools">The tools. One that is no <see cref="AIFunction"/> stays as it is, as does one that is logged already.</param>
    /// <returns>The tools in the same order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tools"/> is null.</exception>
    public static IList<AITool> WithConvLog(this IEnumerable<AITool> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        return [.. tools.Select(static tool => LoggedFunction.Wrap(tool))];
    }

    /// <summary>
    /// Marks a request as a side call: a judge, a title, a summary, a guard. It begins no turn and answers none; it is a model call, with its purpose, of the
    /// turn that it is made in, or else of the conversation's latest one.
    /// </summary>
    /// <param name="options">The options of the request; null for none.</param>
    /// <param name="purpose">What it is for, such as <c>judge</c>. Visible to every reader.</param>
    /// <returns>A copy of the options, to be given to the client. Nothing of the mark is sent to the service.</returns>
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
    /// They are <see cref="Conversation.Current"/>, its log and its current function event. Where there is none, the invocation fails with an
    /// <see cref="InvalidOperationException"/> that says so, unless the parameter has a default value.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public static AIFunctionFactoryOptions WithConvLog(this AIFunctionFactoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ConfigureParameterBinding = HiddenParameters.Before(options.ConfigureParameterBinding);
        return options;
    }
}
