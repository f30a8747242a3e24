using System.Runtime.CompilerServices;

namespace ConvLog.Extensions.AI.Tests.Support;

/// <summary>
/// Invokes tools as function invocation does: rounds until the model asks for none, unknown tools answered as not found, exceptions as failed, and approvals
/// asked for. It says nothing of the call that a tool is invoked for, except by a span.
/// </summary>
public sealed class ToolLoop(IChatClient inner, bool isParallel = false) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<ChatMessage> history = [.. messages];
        List<ChatMessage> added = [.. await AnswerApprovalsAsync(history, options, cancellationToken)];
        UsageDetails? usage = null;
        while (true)
        {
            var response = await base.GetResponseAsync(history, options, cancellationToken);
            AskForApproval(response.Messages, options);
            added.AddRange(response.Messages);
            if (usage is null)
            {
                usage = response.Usage;
            }
            else if (response.Usage is { } more)
            {
                usage.Add(more);
            }

            if (await InvokeAsync(response.Messages, options, cancellationToken) is not { } results)
            {
                response.Messages = added;
                response.Usage = usage;
                return response;
            }

            history.AddRange([.. response.Messages, results]);
            added.Add(results);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ChatMessage> history = [.. messages];
        foreach (var message in await AnswerApprovalsAsync(history, options, cancellationToken))
        {
            yield return new ChatResponseUpdate(message.Role, message.Contents);
        }

        while (true)
        {
            List<ChatResponseUpdate> updates = [];
            await foreach (var update in base.GetStreamingResponseAsync(history, options, cancellationToken))
            {
                updates.Add(update);
                yield return update;
            }

            var response = updates.ToChatResponse();
            if (await InvokeAsync(response.Messages, options, cancellationToken) is not { } results)
            {
                yield break;
            }

            history.AddRange([.. response.Messages, results]);
            yield return new ChatResponseUpdate(ChatRole.Tool, results.Contents);
        }
    }

    private async Task<ChatMessage?> InvokeAsync(IList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var calls = messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>().ToList();
        if (calls.Count == 0)
        {
            return null;
        }

        List<AIContent> results = [];
        if (isParallel)
        {
            results.AddRange(await Task.WhenAll(calls.Select(call => InvokeAsync(call, options, cancellationToken))));
        }
        else
        {
            foreach (var call in calls)
            {
                results.Add(await InvokeAsync(call, options, cancellationToken));
            }
        }

        return new ChatMessage(ChatRole.Tool, results);
    }

    private static async Task<FunctionResultContent> InvokeAsync(FunctionCallContent call, ChatOptions? options, CancellationToken cancellationToken)
    {
        using var span = new System.Diagnostics.Activity("execute_tool").SetTag("gen_ai.tool.call.id", call.CallId).Start();
        if (options?.Tools?.OfType<AIFunction>().FirstOrDefault(tool => string.Equals(tool.Name, call.Name, StringComparison.Ordinal)) is not { } tool)
        {
            return new FunctionResultContent(call.CallId, $"Error: Requested function \"{call.Name}\" not found.");
        }

        try
        {
            return new FunctionResultContent(call.CallId, 
                await tool.InvokeAsync(new AIFunctionArguments(call.Arguments, StringComparer.Ordinal), cancellationToken));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new FunctionResultContent(call.CallId, "Error: Function failed.") { Exception = e };
        }
    }

    // Replaces calls of tools that need an approval by requests for one.
    private static void AskForApproval(IList<ChatMessage> messages, ChatOptions? options)
    {
        foreach (var message in messages)
        {
            message.Contents = [.. message.Contents.Select(content => content is FunctionCallContent call && NeedsApproval(call, options)
                ? new ToolApprovalRequestContent("ask_" + call.CallId, call) : content)];
        }
    }

    private static bool NeedsApproval(FunctionCallContent call, ChatOptions? options)
        => options?.Tools?.Any(tool => string.Equals(tool.Name, call.Name, StringComparison.Ordinal)
            && tool.GetService(typeof(ApprovalRequiredAIFunction)) is not null) == true;

    // Invokes what the user approved, answers what was refused, and puts both in the place of the approvals.
    private static async Task<List<ChatMessage>> AnswerApprovalsAsync(List<ChatMessage> history, ChatOptions? options, CancellationToken cancellationToken)
    {
        var answers = history.SelectMany(static message => message.Contents).OfType<ToolApprovalResponseContent>().ToList();
        if (answers.Count == 0)
        {
            return [];
        }

        history.RemoveAll(static message => message.Contents.Any(static content => content is ToolApprovalRequestContent or ToolApprovalResponseContent));
        List<AIContent> results = [];
        foreach (var answer in answers)
        {
            var call = (FunctionCallContent)answer.ToolCall;
            results.Add(answer.Approved
                ? await InvokeAsync(call, options, cancellationToken) : new FunctionResultContent(call.CallId, "Tool call invocation rejected."));
        }

        List<ChatMessage> added = [new(ChatRole.Assistant, [.. answers.Select(static answer => answer.ToolCall)]), new(ChatRole.Tool, results)];
        history.AddRange(added);
        return added;
    }
}
