namespace ConvLog;

/// <content>How long its stages took.</content>
public sealed partial class Turn
{
    /// <summary>How long its stages took; null where none was reported.</summary>
    public TurnStages? Stages { get; private set; }

    /// <summary>
    /// Reports how long stages of the turn took, each as soon as it is known: a later report replaces the stages that it has, and leaves the others. It may
    /// come after <see cref="Complete"/> and after the turn was disposed; after the end of the conversation it is counted and dropped.
    /// </summary>
    /// <param name="stages">The stages. Null, or one without any, adds nothing.</param>
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
