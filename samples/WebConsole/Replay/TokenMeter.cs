using ConvLog;

namespace WebConsole.Replay;

/// <summary>The model usage of a conversation, request by request: the prompt grows with all earlier messages and results.</summary>
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

    /// <summary>The usage of one request, which includes the input of the previous one.</summary>
    /// <param name="addedCharacters">The length of the text added to the prompt, without the last answer.</param>
    /// <param name="writtenCharacters">The length of the answer.</param>
    /// <param name="calls">The number of functions that the answer calls.</param>
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
