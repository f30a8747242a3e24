using ConvLog.Extensions.AI.Tools;

namespace ConvLog.Extensions.AI;

/// <content>The async flow that it is made in.</content>
internal sealed partial class ChatRequest
{
    private ExecutionContext? _outside; // The reader's, at the latest step of a stream.
    private ExecutionContext? _inside; // The same with this request's turn current.

    /// <summary>Makes what it belongs to current in this flow, until the result is disposed.</summary>
    public IDisposable MakeCurrent() => new Flow(this, _turn?.MakeCurrent() ?? Conversation.MakeCurrent());

    /// <summary>Begins to read its stream. Some clients in between begin their work at once.</summary>
    public IAsyncEnumerator<T> Start<T>(Func<IAsyncEnumerable<T>> stream, CancellationToken cancellationToken)
    {
        try
        {
            using var current = MakeCurrent();
            return stream().GetAsyncEnumerator(cancellationToken);
        }
        catch (Exception e)
        {
            Fail(e, cancellationToken);
            throw;
        }
    }

    /// <summary>Reads the next part of its stream. What an iterator makes current is lost at each yield, so each step does it again.</summary>
    public async ValueTask<bool> NextAsync<T>(IAsyncEnumerator<T> stream, CancellationToken cancellationToken)
    {
        try
        {
            EnterStep();
            return await stream.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Fail(e, cancellationToken);
            throw;
        }
    }

    // Until the calling async method returns. A reader whose context has not changed costs no allocation.
    private void EnterStep()
    {
        var outside = ExecutionContext.Capture();
        if (outside is not null && ReferenceEquals(outside, _outside))
        {
            ExecutionContext.Restore(_inside!);
            return;
        }

        _ = MakeCurrent();
        (_outside, _inside) = (outside, ExecutionContext.Capture());
    }

    /// <summary>The flow of the request, until it is disposed in the same method.</summary>
    private sealed class Flow(ChatRequest request, IDisposable current) : IDisposable
    {
        private readonly ToolFlow _tools = ToolFlow.EnterRequest(request);

        public void Dispose()
        {
            _tools.Dispose();
            current.Dispose();
        }
    }
}
