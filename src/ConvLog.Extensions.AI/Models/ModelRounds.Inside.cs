namespace ConvLog.Extensions.AI.Models;

/// <content>Rounds of a run that a logged client inside may see.</content>
internal sealed partial class ModelRounds
{
    public void SeenInside(string? agent)
    {
        lock (_lock)
        {
            _isSeenInside = _open is null;
        }
    }
}
