namespace ConvLog.Extensions.AI.Realtime;

/// <summary>One turn of a session: inputs of the user, and the responses to them. Not thread-safe.</summary>
/// <param name="turn">The turn.</param>
internal sealed class RealtimeTurn(Turn turn)
{
    private readonly List<RealtimeInput> _inputs = [];
    private readonly List<RealtimeResponse> _responses = []; // Responses played to the user.

    public Turn Turn => turn;

    public bool IsOpen { get; private set; } = true;

    public bool HasInput => _inputs.Count > 0;

    public bool HasResponse { get; private set; }

    /// <summary>The number of responses in progress.</summary>
    public int OpenResponses { get; private set; }

    /// <summary>The number of function calls without a result.</summary>
    public int OpenCalls { get; set; }

    /// <summary>Whether the model must answer again, with the results of its functions.</summary>
    public bool NeedsResponse { get; set; }

    /// <summary>An error reported by the service before it answered; null for none.</summary>
    public string? Error { get; set; }

    /// <summary>Whether it waits for nothing except possibly the model's next response.</summary>
    public bool IsIdle => OpenResponses == 0 && OpenCalls == 0;

    /// <summary>The text of all responses.</summary>
    public string Answer => string.Join(' ', _responses.Select(static response => response.Text).Where(static text => text.Length > 0));

    /// <summary>The text of all inputs, each with its mask.</summary>
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

    /// <summary>The input with an id, otherwise one without text.</summary>
    public RealtimeInput? InputOf(string? itemId)
        => itemId is null ? _inputs.Find(static input => input.Text.IsEmpty)
            : _inputs.Find(input => string.Equals(input.ItemId, itemId, StringComparison.Ordinal));

    public void Add(RealtimeInput input) => _inputs.Add(input);

    public void Began(RealtimeResponse response)
    {
        OpenResponses++;
        if (!response.IsOutOfBand)
        {
            HasResponse = true;
            Error = null;
            _responses.Add(response);
        }
    }

    public void Ended() => OpenResponses--;

    public void Close()
    {
        IsOpen = false;
        turn.Dispose();
    }
}
