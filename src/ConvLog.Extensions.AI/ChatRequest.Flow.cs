using ConvLog.Extensions.AI.Tools;

namespace ConvLog.Extensions.AI;

/// <content>The async flow of the request.</content>
internal sealed partial class ChatRequest
{
    private ExecutionContext? _outside; // The reader's context at the latest step of a stream.
    private ExecutionContext? _inside; // The same context with this request's turn current.

    /// <summary>Makes the request's conversation and turn current in this flow, until the result is disposed.</summary>
    public IDisposable MakeCurrent() => new Flow(this, _turn?.MakeCurrent() ?? Conversation.MakeCurrent());

    /// <summary>Starts reading the stream. Some clients in between start their work immediately.</summary>
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

    /// <summary>Reads the next part of the stream. An iterator loses its async-local values at each yield, so each step sets them again.</summary>
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

    // In effect until the calling async method returns. If the reader's context has not changed, this does not allocate.
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
