namespace ConvLog.Extensions.AI.Realtime;

/// <summary>One turn of a session: inputs of the user's, and the responses to them. Not for concurrent use.</summary>
/// <param name="turn">The turn.</param>
internal sealed class RealtimeTurn(Turn turn)
{
    private readonly List<RealtimeInput> _inputs = [];
    private readonly List<RealtimeResponse> _responses = []; // Which the user hears.

    public Turn Turn => turn;

    public bool IsOpen { get; private set; } = true;

    public bool HasInput => _inputs.Count > 0;

    public bool HasResponse { get; private set; }

    /// <summary>How many responses come now.</summary>
    public int Coming { get; private set; }

    /// <summary>How many function calls wait for their results.</summary>
    public int OpenCalls { get; set; }

    /// <summary>Whether the model has to answer again, with what its functions returned.</summary>
    public bool GoesOn { get; set; }

    /// <summary>What the service reported as an error before it answered; null for nothing.</summary>
    public string? Error { get; set; }

    /// <summary>Whether nothing is to come but the model's next response, if any.</summary>
    public bool IsAtRest => Coming == 0 && OpenCalls == 0;

    /// <summary>All that was said.</summary>
    public string Answer => string.Join(' ', _responses.Select(static response => response.Text).Where(static text => text.Length > 0));

    /// <summary>The words of all inputs, each with its mask.</summary>
    public MaskedText Input
    {
        get
        {
            var known = _inputs.Select(static input => input.Text).Where(static text => !text.IsEmpty).ToList();
            string text = string.Join('\n', known.Select(static part => part.Text));
            return known.Exists(static part => part.IsMasked) ? new MaskedText(text, string.Join('\n', known.Select(static part => part.Shown))) : text;
        }
    }

    public RealtimeInput? LastInput => _inputs.Count > 0 ? _inputs[^1] : null;

    /// <summary>The input of an id, else one that has no words yet.</summary>
    public RealtimeInput? InputOf(string? itemId)
        => itemId is null ? _inputs.Find(static input => input.Text.IsEmpty)
            : _inputs.Find(input => string.Equals(input.ItemId, itemId, StringComparison.Ordinal));

    public void Add(RealtimeInput input) => _inputs.Add(input);

    public void Began(RealtimeResponse response)
    {
        Coming++;
        if (!response.IsAside)
        {
            HasResponse = true;
            Error = null;
            _responses.Add(response);
        }
    }

    public void Ended() => Coming--;

    public void Close()
    {
        IsOpen = false;
        turn.Dispose();
    }
}
