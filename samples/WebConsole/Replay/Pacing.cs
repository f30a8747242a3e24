using ConvLog;

namespace WebConsole.Replay;

/// <summary>The durations of people's and models' work.</summary>
internal sealed class Pacing(ReplayClock clock, Chance chance, bool isVoice)
{
    private const int ReadingMillisecondsPerCharacter = 28;
    private const int TypingMillisecondsPerCharacter = 130;
    private const int SpeakingMillisecondsPerCharacter = 62;

    /// <summary>The user reads or hears the last agent response, and answers.</summary>
    public void UserAnswers(MaskedText heard, MaskedText said)
    {
        int perHeard = isVoice ? SpeakingMillisecondsPerCharacter : ReadingMillisecondsPerCharacter;
        int perSaid = isVoice ? SpeakingMillisecondsPerCharacter : TypingMillisecondsPerCharacter;
        clock.Advance(TimeSpan.FromMilliseconds((heard.Text.Length * perHeard) + (said.Text.Length * perSaid)));
        clock.Advance(chance.Milliseconds(600, 5_000));
    }

    /// <summary>The model decides what to do: it calls a function or begins to answer.</summary>
    /// <returns>The duration, which is the time to first token.</returns>
    public TimeSpan ModelThinks()
    {
        var time = chance.Milliseconds(240, 1_100);
        clock.Advance(time);
        return time;
    }

    /// <summary>The model writes its answer.</summary>
    public void ModelWrites(MaskedText answer) => clock.Advance(TimeSpan.FromMilliseconds(answer.Text.Length * 3.6) + chance.Milliseconds(30, 260));

    /// <summary>A step of a function without a service call.</summary>
    public void FunctionWorks() => clock.Advance(chance.Milliseconds(1, 14));

    /// <summary>A service call.</summary>
    /// <returns>The duration.</returns>
    public TimeSpan ServiceWorks(int from = 90, int to = 900)
    {
        var time = chance.Milliseconds(from, to);
        clock.Advance(time);
        return time;
    }
}
