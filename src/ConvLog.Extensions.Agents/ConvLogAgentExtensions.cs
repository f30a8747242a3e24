using ConvLog;
using ConvLog.Extensions.Agents;
using ConvLog.Extensions.AI.Tools;
using Microsoft.Extensions.AI;

namespace Microsoft.Agents.AI;

/// <summary>Logs agents to conversations.</summary>
public static class ConvLogAgentExtensions
{
    /// <summary>Logs each run as a turn of <see cref="Conversation.Current"/>, with the agents, model calls and tools in it.</summary>
    /// <param name="agent">The agent, or a workflow wrapped as an agent.</param>
    /// <param name="options">The conversation and the masks; null for the defaults.</param>
    /// <param name="services">The services of the agent's host. Runs without a conversation are warnings in its log and are counted in its empty
    /// console. Null, or without <c>AddConvLog</c>: in each host of the process.</param>
    /// <returns>An agent that logs. It has the services, ID and name of <paramref name="agent"/>.</returns>
    /// <remarks>
    /// Wrap it around all middleware of the agent, so that the turn has the input and answer of the run's caller. A run inside a turn that is open in its async
    /// flow, or inside a function event, is part of it: an agent as a tool, or in a workflow that is logged as a whole. A run that fails or is canceled
    /// ends its turn as failed or canceled; a run whose stream is abandoned was interrupted. If the agent's chat client is logged as well, its requests are the
    /// model calls of the turn. Otherwise, model calls are recorded from the run's output: those of a workflow without their requests, and failed ones not at
    /// all. A workflow's run that is not streamed reports only the sum of all tokens: log the clients of all its agents, or of none.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="agent"/> is null.</exception>
    public static AIAgent WithConvLog(this AIAgent agent, ConvLogAgentOptions? options = null, IServiceProvider? services = null)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var client = agent.GetService(typeof(IChatClient)) as IChatClient;
        LoopObserver.Observe(client is null ? null : FunctionInvocation.LoopOf(client));
        var unlogged = services?.GetService(typeof(UnloggedActivity)) as UnloggedActivity;
        return new ConvLogAgent(agent, client, agent.GetService(typeof(ChatOptions)) as ChatOptions, options ?? new ConvLogAgentOptions(), unlogged);
    }
}
