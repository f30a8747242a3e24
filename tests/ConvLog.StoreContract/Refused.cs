namespace ConvLog.StoreContract;

/// <summary>Values of a turn that only model adapters can set.</summary>
public static class Refused
{
    /// <summary>Reports that the model refused to answer.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="reason">The provider's reason.</param>
    public static void Refuse(this Turn turn, string reason) => turn.SetFinishReason(reason);
}
