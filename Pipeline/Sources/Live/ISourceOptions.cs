namespace RtmPipeline.Sources.Live;

/// <summary>The options of one kind of live source.</summary>
internal interface ISourceOptions
{
    /// <summary>Makes the source; it connects when it is read.</summary>
    ILiveSource Create(SourceHost host);
}
