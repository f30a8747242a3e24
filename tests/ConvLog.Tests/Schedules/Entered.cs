namespace ConvLog.Tests.Schedules;

/// <summary>A turn or a function event entered by a flow.</summary>
internal sealed class Entered(ModelTurn? turn, ModelCallEvent? call)
{
    private bool _isLeft;

    public ModelTurn? Turn => turn;

    public ModelCallEvent? Call => call;

    public bool IsLive => !_isLeft && (turn?.IsOpen ?? call!.IsOpen);

    public void Leave() => _isLeft = true;
}
