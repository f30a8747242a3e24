namespace ConvLog;

/// <content>The durations of its stages.</content>
public sealed partial class Turn
{
    /// <summary>The durations of the turn's stages; null if none was reported.</summary>
    public TurnStages? Stages { get; private set; }

    /// <summary>
    /// Records how long stages of the turn took, each as soon as it is known: a later report replaces the stages that it contains and keeps the others. May
    /// be called after <see cref="Complete"/> and after the turn was disposed; after the end of the conversation the report is counted and dropped.
    /// </summary>
    /// <param name="stages">The stages. Null, or a value without stages, adds nothing.</param>
    public void SetStages(TurnStages stages)
    {
        if (stages is not null and { IsEmpty: false })
        {
            Revise(() =>
            {
                Stages = Stages?.With(stages) ?? stages;
                return true;
            });
        }
    }
}
