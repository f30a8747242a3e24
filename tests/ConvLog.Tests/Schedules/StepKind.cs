namespace ConvLog.Tests.Schedules;

/// <summary>What the parts of a host do, each in its own flow.</summary>
public enum StepKind
{
    Log,
    LogToTurn,
    LogToCall,
    BeginTurn,
    BeginNamedTurn,
    EnterTurn,
    CompleteTurn,
    CancelTurn,
    DisposeTurn,
    BeginCall,
    BeginCallOfTurn,
    EnterCall,
    CompleteCall,
    CancelCall,
    DisposeCall,
    LeaveHandle,
    BeginModelCall,
    CompleteModelCall,
    Interrupt,
    SetInput,
    AddInput,
    InterruptLate,
    SetInputLate,
    AddInputLate,
    Fork,
    Open,
    Close,
}
