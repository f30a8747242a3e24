namespace ConvLog.Functions;

/// <summary>The JSON names of kinds of model calls.</summary>
internal static class ModelCallKinds
{
    /// <summary>The name of a kind in JSON; null for chat, which is omitted.</summary>
    public static string? NameOf(ModelCallKind kind) => kind switch
    {
        ModelCallKind.Embeddings => "embeddings",
        ModelCallKind.Reranking => "reranking",
        ModelCallKind.SpeechToText => "speech_to_text",
        ModelCallKind.TextToSpeech => "text_to_speech",
        ModelCallKind.ImageGeneration => "image_generation",
        _ => null,
    };
}
