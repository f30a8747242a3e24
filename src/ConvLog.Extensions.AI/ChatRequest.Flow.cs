using ConvLog.Extensions.AI.Tools;

namespace ConvLog.Extensions.AI;

/// <content>The async flow that it is made in.</content>
internal sealed partial class ChatRequest
{
    /// <summary>Makes what it belongs to current in this flow, until the result is disposed.</summary>
    public IDisposable MakeCurrent() => new Flow(this, _turn?.MakeCurrent() ?? Conversation.MakeCurrent());

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
