namespace ConvLog.StoreContract;

/// <summary>What only the adapters of models can say of a turn.</summary>
public static class Refused
{
    /// <summary>Says that the model refused to answer.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="reason">As its provider says it.</param>
    public static void Refuse(this Turn turn, string reason) => turn.SetFinishReason(reason);
}
