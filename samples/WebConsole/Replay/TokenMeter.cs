using ConvLog;

namespace WebConsole.Replay;

/// <summary>The model usage of a conversation, turn by turn: the prompt grows with all that was said and returned before.</summary>
internal sealed class TokenMeter(string model)
{
    private const int SystemPromptTokens = 420;
    private const int CharactersPerToken = 4;
    private const int TokensOfCallSyntax = 24;

    private const decimal InputPricePerMillion = 2.50m;
    private const decimal OutputPricePerMillion = 10.00m;

    // A provider caches the beginning of a prompt in blocks.
    private const int CacheBlock = 128;
    private const decimal CachedShare = 0.5m;

    private long _context = SystemPromptTokens;
    private long _read;

    /// <summary>The usage of one turn.</summary>
    /// <param name="user">What the user said.</param>
    /// <param name="agent">What the agent answered.</param>
    /// <param name="returnedCharacters">How long the results were that the functions gave back to the model, one number a call.</param>
    /// <param name="timeToFirstToken">How long the model thought.</param>
    public ModelUsage Turn(MaskedText user, MaskedText agent, IEnumerable<int> returnedCharacters, TimeSpan timeToFirstToken)
    {
        _context += Tokens(user.Text.Length);
        long input = _context;
        long output = 0;
        foreach (int returned in returnedCharacters)
        {
            // Each call is a request of its own: the model writes the call, and reads everything again with the result.
            output += TokensOfCallSyntax;
            _context += TokensOfCallSyntax + Tokens(returned);
            input += _context;
        }

        output += Tokens(agent.Text.Length);
        _context += Tokens(agent.Text.Length);
        decimal cost = ((input * InputPricePerMillion) + (output * OutputPricePerMillion)) / 1_000_000m;
        return new(model, input, output, decimal.Round(cost, 6), "USD", timeToFirstToken);
    }

    /// <summary>The usage of one request, which reads again what the one before it read.</summary>
    /// <param name="addedCharacters">How long what was added to the prompt is, beside the last answer.</param>
    /// <param name="writtenCharacters">How long the answer is.</param>
    /// <param name="calls">How many functions the answer calls.</param>
    public ModelUsage Call(int addedCharacters, int writtenCharacters, int calls)
    {
        long cached = _read / CacheBlock * CacheBlock;
        long input = _read = _context += Tokens(addedCharacters);
        long output = Tokens(writtenCharacters) + (calls * TokensOfCallSyntax);
        _context += output;
        decimal paidInput = input - cached + (cached * CachedShare);
        decimal cost = ((paidInput * InputPricePerMillion) + (output * OutputPricePerMillion)) / 1_000_000m;
        return new(model, input, output, decimal.Round(cost, 6)) { CachedInputTokens = cached };
    }

    private static long Tokens(int characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;
}
