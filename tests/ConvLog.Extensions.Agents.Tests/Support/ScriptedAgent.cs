using Microsoft.Agents.AI.Workflows;

namespace ConvLog.Extensions.Agents.Tests.Support;

/// <summary>Real agents with scripted models.</summary>
public static class ScriptedAgent
{
    public static AIFunction Look { get; } = AIFunctionFactory.Create(static (string value) => "found " + value, "look");

    /// <summary>An agent whose chat client is logged or not.</summary>
    public static AIAgent Of(IChatClient model, bool isClientLogged, string name = "concierge", params AITool[] tools)
        => (isClientLogged ? model.WithConvLog() : model).AsAIAgent("You help.", name, tools: tools);

    public static AIAgent Of(bool isClientLogged, string name, params ScriptedModel.Step[] steps) => Of(new ScriptedModel(steps), isClientLogged, name, Look);

    /// <summary>Runs an agent, streamed or not, and returns the text its caller gets.</summary>
    public static async Task<string> AskAsync(this AIAgent agent, bool isStreamed, string text = "Where?", AgentSession? session = null,
        AgentRunOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (!isStreamed)
        {
            return (await agent.RunAsync(text, session, options, cancellationToken)).Text;
        }

        string said = "";
        await foreach (var update in agent.RunStreamingAsync(text, session, options, cancellationToken))
        {
            said += update.Text;
        }

        return said;
    }

    /// <summary>A workflow as one logged agent.</summary>
    public static AIAgent Logged(this Workflow workflow) => workflow.AsAIAgent("wf", "wf").WithConvLog();
}
