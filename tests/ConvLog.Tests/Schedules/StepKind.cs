namespace ConvLog.Tests.Schedules;

/// <summary>Actions of a host, each in its own flow.</summary>
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
